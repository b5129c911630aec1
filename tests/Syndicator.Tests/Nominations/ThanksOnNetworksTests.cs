using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Nominations;
using Syndicator.Nominations.Collecting;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Networks.Bluesky;
using Syndicator.Tests.Networks.Mastodon;
using Syndicator.Tests.Nominations.Collecting;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations;

/// <summary>Nominations are read from servers, and thanks go out as answers there.</summary>
public sealed class ThanksOnNetworksTests() : CollectingSuite(new SqliteServer())
{
    private readonly WireClient _wire = new();
    private readonly FakeMastodon _mastodon = new();
    private readonly FakeBluesky _bluesky = new();
    private Dictionary<string, INetwork> _networks = [];

    [Fact]
    public async Task On_mastodon_the_answer_stands_below_the_nomination_and_names_its_author()
    {
        var nomination = _mastodon.Write("@newsletter #cotw https://crates.io/crates/jiff", "ben");
        await ThankAsync();

        var answer = _mastodon.Ledger.Where(post => post.ParentId is not null).ShouldHaveSingleItem();
        answer.ParentId.ShouldBe(nomination.Id);
        answer.Text.ShouldStartWith("@ben@elsewhere.example Thank you for nominating jiff: ");
        _mastodon.Find(answer.Id)!.Visibility.ShouldBe("unlisted");
    }

    [Fact]
    public async Task On_bluesky_the_answer_has_the_nomination_as_parent_and_its_thread_as_root()
    {
        var first = _bluesky.Say("clara.test", "What do you use for dates?");
        var second = _bluesky.Say("dora.test", "@newsletter.test #cotw https://crates.io/crates/jiff", first);
        var alone = _bluesky.Say("emil.test", "@newsletter.test #cotw https://crates.io/crates/jiff");
        await ThankAsync();

        _bluesky.Ledger.Select(answer => answer.ParentId).ShouldBe([second, alone], ignoreOrder: true);
        _bluesky.Ledger.ShouldAllBe(answer => answer.Text.StartsWith("Thank you for nominating jiff: ", StringComparison.Ordinal));
        (await RootsAsync()).ShouldBe([first, alone], ignoreOrder: true);
    }

    protected override async Task PrepareAsync()
    {
        await Task.WhenAll(_mastodon.StartAsync(), _bluesky.StartAsync());
        Account[] accounts = [Live("mastodon", _mastodon.Address), Live("bluesky", _bluesky.Address)];
        var secret = new BlueskyWorld.HeldSecret(
            $$"""{"identifier":"{{FakeBluesky.Handle}}","appPassword":"{{FakeBluesky.AppPassword}}"}"""
        );
        _networks = new Dictionary<string, INetwork>(StringComparer.Ordinal)
        {
            ["mastodon"] = new MastodonNetwork(accounts[0], new HeldSecret(FakeMastodon.Token), _wire, Clock),
            ["bluesky"] = new BlueskyNetwork(accounts[1], secret, _wire, Clock),
        };
        Publication = Shipped.Publication with { Accounts = accounts, Nominations = Shipped.Publication.Nominations with { Thank = true } };
        await JumpAsync(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
    }

    protected override async ValueTask CleanUpAsync()
    {
        _networks.Values.OfType<IDisposable>().ToList().ForEach(network => network.Dispose());
        _wire.Dispose();
        await _mastodon.DisposeAsync();
        await _bluesky.DisposeAsync();
    }

    private async Task ThankAsync()
    {
        var collect = new CollectMentions(
            Database,
            publication => [.. publication.Accounts.Select(account => MentionSource.Of(publication, account, _networks[account.Name]))],
            "worker",
            Clock,
            NullLogger<CollectMentions>.Instance
        );
        (await collect.RunAsync(Publication, null, Cancellation)).ShouldAllBe(report => report.Trouble == null);
        await PublishedNomination.MakeAsync(Database, Publication, "jiff", Clock, Cancellation);
        var outbox = new Outbox(Database, Clock);
        var thank = new ThankNominators(
            Database,
            outbox,
            new IssueTable(Database, Clock),
            (_, account, cancellationToken) => NetworkTextRules.AskAsync(_networks[account.Name], cancellationToken),
            Clock
        );
        await thank.RunAsync(Publication, "service", Cancellation);
        var deliver = new DeliverDue(
            outbox,
            new AccountHomes(Database, Clock),
            (_, account) => _networks[account.Name],
            new DeliveryOptions(),
            Clock,
            NullLogger<DeliverDue>.Instance,
            "worker"
        );
        await deliver.RunAsync(Publication, Cancellation);
        (await RowsAsync("select state from deliveries where part = 'thanks'")).ShouldAllBe(state => state == "delivered");
    }

    /// <summary>Of what our account has written, as anybody may read it.</summary>
    private async Task<IReadOnlyList<string>> RootsAsync()
    {
        var answers = await ((IFetchesPosts)_networks["bluesky"]).FetchAsync(
            [.. _bluesky.Ledger.Select(answer => answer.Id)],
            Cancellation
        );
        return [.. answers.ValueOrDefault()!.Values.Select(answer => answer.ConversationId!)];
    }

    private static Account Live(string network, Uri server) =>
        new()
        {
            Name = network,
            Network = network,
            Mode = AccountMode.Live,
            Server = server,
        };
}
