using System.Text;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Networks.Faults;

public sealed class TokenTableOnSqliteTests() : TokenTableTests(new SqliteServer());

/// <summary>
/// What a person is told about credentials that a network does not take, as <c>docs/networks/tokens.md</c> has it, and that the post goes out once when
/// they are put right. After a wanted change run with <c>UPDATE_GOLDEN=1</c> and read the difference.
/// </summary>
public abstract class TokenTableTests(TestServer server) : PublishingSuite(server)
{
    private INetwork _network = null!;

    [Theory]
    [InlineData("mastodon")]
    [InlineData("x")]
    [InlineData("bluesky")]
    public async Task Every_trouble_with_credentials_is_told_with_what_to_do(string network)
    {
        var table = new StringBuilder(
            "| Credentials | State of the post | `posts show` and `accounts list` say | `accounts verify` says |\n|---|---|---|---|\n"
        );
        for (var i = 0; ; i++)
        {
            await using var stand = FaultStand.Of(network, Clock);
            await stand.Server.StartAsync();
            if (i == stand.Tokens.Count)
            {
                break;
            }

            Publication = Samples.Publication() with
            {
                Id = FormattableString.Invariant($"{network}-{i}"),
                Accounts = [stand.Account()],
                Hold = TimeSpan.Zero,
            };
            table.Append(await RowAsync(stand, stand.Tokens[i])).Append('\n');
        }

        await Golden.SectionAsync("docs/networks/tokens.md", network, table.ToString(), Cancellation);
    }

    private async Task<string> RowAsync(FaultStand stand, TokenRow row)
    {
        _network = stand.Open(secret: row.Secret?.Invoke(stand));
        if (row.IsInUse)
        {
            await ((IVerifiesAccount)_network).VerifyAsync(Cancellation);
        }

        row.Spoil(stand);
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        if ((await PostAsync(stand)).State is DeliveryState.Due { RetryAt: { } again })
        {
            await AdvanceAsync(again - Clock.GetUtcNow());
            await DeliverAsync();
        }

        var told = await ToldAsync(stand);
        var verified = await VerifiedAsync();
        stand.Secrets.ShouldAllBe(secret => !$"{told} {verified}".Contains(secret, StringComparison.Ordinal), row.Name);
        var state = (await PostAsync(stand)).State;
        await MendAsync(stand, row);
        return $"| {row.Name} | {(state is DeliveryState.Held ? "held, the account is paused" : state.Name)} | {stand.Shown(told)} | {(verified == told && told != "—" ? "the same" : stand.Shown(verified))} |";
    }

    /// <summary>The post's last reason and the pause's: they are the same.</summary>
    private async Task<string> ToldAsync(FaultStand stand)
    {
        var pause = (await new AccountPauses(Database, Clock).ListAsync(Publication.Id, Cancellation)).SingleOrDefault();
        var (post, history) = (await new DeliveryQueries(Database).ShowAsync((await PostAsync(stand)).Id, Cancellation))!.Value;
        if (post.State is DeliveryState.Delivered)
        {
            pause.ShouldBeNull();
            return "—";
        }

        var reason = history[^1].Reason;
        pause.ShouldNotBeNull().ShouldSatisfyAllConditions(x => x.Detail.ShouldBe(reason), x => x.Until.ShouldBeNull());
        reason.ShouldContain($"syndicator accounts resume {stand.Name}");
        return reason;
    }

    private async Task<string> VerifiedAsync() =>
        (await ((IVerifiesAccount)_network).VerifyAsync(Cancellation)).Match(
            read => read.Value.Missing.Count == 0 ? "—" : string.Join(' ', read.Value.Missing),
            throttled => "later",
            refused => refused.Reason,
            unavailable => unavailable.Reason
        );

    private async Task MendAsync(FaultStand stand, TokenRow row)
    {
        row.Mend(stand);
        _network = stand.Open();
        await new AccountPauses(Database, Clock).ResumeAsync(Publication.Id, stand.Name, "cli:eve", Cancellation);
        // Whoever was refused a moment ago is not asked again at once by a network that counts sign-ins.
        await DeliverAsync();
        (await PostAsync(stand)).State.ShouldBeOfType<DeliveryState.Delivered>(row.Name);
        stand.Server.Ledger.Count.ShouldBe(1, row.Name);
    }

    private Task<DeliverySummary> DeliverAsync() => Deliverer("worker-1", networks: (_, _) => _network).RunAsync(Publication, Cancellation);

    private Task<Delivery> PostAsync(FaultStand stand) => PostAsync("lead", stand.Name);
}
