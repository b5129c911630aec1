using System.Globalization;
using System.Security.Cryptography;
using Syndicator.Networks;
using Syndicator.Nominations.Collecting;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.RealServers;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

/// <summary>
/// People nominate on a real server, and it is collected into a real store. Everything is written at once, as deliveries between accounts take up to 80 s on
/// some servers. Other tests may write there meanwhile: what counts carries this run's stamp.
/// </summary>
public abstract class CollectFromRealServersTests() : CollectingSuite(new SqliteServer())
{
    /// <summary>In seconds; deliveries take as long on a busy machine.</summary>
    private const int Patience = 150;

    /// <summary>Unlike that of any other run.</summary>
    protected string Stamp { get; } = RandomNumberGenerator.GetHexString(8, lowercase: true);

    private protected abstract INetwork Us { get; }
    private protected abstract string OurHandle { get; }

    private protected async Task CollectEverythingAsync()
    {
        await JumpAsync(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        Publication = Samples.Publication("us");
        await CollectAsync();
    }

    private protected async Task<SourceReport> CollectAsync()
    {
        var collect = Collector(with: source => source with { Reader = Us });
        var report = (await collect.RunAsync(Publication, null, Cancellation)).ShouldHaveSingleItem();
        report.Trouble.ShouldBeNull();
        return report;
    }

    /// <summary>Collects until so many posts of this run are there.</summary>
    private protected async Task CollectUntilAsync(int posts)
    {
        for (var look = 0; (await MentionsAsync()).Count < posts; look++)
        {
            look.ShouldBeLessThan(Patience, string.Join('\n', await MentionsAsync()));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
            await CollectAsync();
        }
    }

    /// <summary>Of this run: what each post became.</summary>
    private protected Task<IReadOnlyList<string>> MentionsAsync() =>
        RowsAsync(
            $"select becomes, is_public from mentions where text like '%{Stamp}%' and becomes <> 'context' order by becomes, is_public"
        );

    /// <summary>Of this run: crate without its stamp, state, proposals that are left, whether all of them may be shown to everybody.</summary>
    private protected async Task<IReadOnlyList<string>> CratesAsync() =>
        [
            .. (
                await RowsAsync(
                    $"""
                    select n.identity, n.state, count(p.post_id) as proposals, min(p.is_quotable) as quotable from nominations n
                    left join proposals p on p.nomination_id = n.id and p.withdrawn_at is null
                    where n.identity like '%_{Stamp}' group by n.id, n.identity, n.state order by n.identity, n.state
                    """
                )
            ).Select(row => row.Replace("_" + Stamp, "", StringComparison.Ordinal)),
        ];

    private protected string Crate(string name) => $"https://crates.io/crates/{name}-{Stamp}";

    /// <summary>What is collected again changes nothing of this run's.</summary>
    private protected async Task CollectAgainAsync()
    {
        var (mentions, crates) = (await MentionsAsync(), await CratesAsync());
        await CollectAsync();
        (await MentionsAsync()).ShouldBe(mentions);
        (await CratesAsync()).ShouldBe(crates);
    }

    /// <summary>A day later everything is looked up again.</summary>
    private protected async Task<SourceReport> CollectTomorrowAsync()
    {
        await AdvanceAsync(TimeSpan.FromHours(25));
        return await CollectAsync();
    }

    /// <summary>What happens to a post reaches those who read it with a delay: Bluesky's app view a second or two, snac's accounts some more.</summary>
    private protected static async Task EventuallyAsync(Func<Task<bool>> isThere)
    {
        for (var look = 0; !await isThere(); look++)
        {
            look.ShouldBeLessThan(20);
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);
        }
    }

    /// <summary>Our invitation, as the outbox has it once it is delivered.</summary>
    private protected async Task<RemotePost> InviteAsync()
    {
        var post = await WriteAsync(Us, $"Nominate with #cotw {Stamp}", null);
        await base.InviteAsync(post.Id, "us");
        return post;
    }

    private protected static async Task<RemotePost> WriteAsync(INetwork network, string text, RemotePost? replyTo)
    {
        var rules = await network.GetTextRulesAsync(Cancellation);
        var content = new PostContent { Text = text, Entities = rules.FindEntities(text) };
        var post = new OutboundPost(Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture), content, replyTo, replyTo)
        {
            FirstAttemptAt = TimeProvider.System.GetUtcNow(),
        };
        var outcome = await network.PublishAsync(post, Cancellation);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }
}

/// <summary>Our account is the other tests' other one. Everything answers posts of ours: snac finds no mention where a server has a port.</summary>
public sealed class CollectFromRealMastodonTests : CollectFromRealServersTests
{
    private readonly RealMastodon _real = new();

    private protected override INetwork Us => _us ??= _real.Other();
    private INetwork? _us;

    private protected override string OurHandle => "bob@" + _real.Address.Authority;

    [Fact]
    public async Task What_people_write_there_is_collected_once_and_followed()
    {
        await CollectEverythingAsync();
        var (ben, invitation, other) = (_real.Us(), await InviteAsync(), await WriteAsync(Us, $"Issue {Stamp} is out", null));
        await WriteAsync(ben, $"@{OurHandle} #cotw {Crate("jiff")} by tag {Stamp}", other);
        await WriteAsync(ben, $"@{OurHandle} {Crate("chrono")} below the invitation {Stamp}", invitation);
        var deleted = await WriteAsync(ben, $"@{OurHandle} #cotw {Crate("time")} thought better {Stamp}", other);
        await WriteAsync(ben, $"@{OurHandle} nothing to choose {Stamp}", other);
        await _real.AnswerPrivatelyAsync(other, $"@{OurHandle} #cotw {Crate("secret")} between us {Stamp}", Cancellation);
        await CollectUntilAsync(5);
        (await CratesAsync()).ShouldBe(["chrono pending 1 1", "jiff pending 1 1", "secret pending 1 0", "time pending 1 1"]);
        (await MentionsAsync()).ShouldBe(["nominates 0", "nominates 1", "nominates 1", "nominates 1", "unsorted 1"]);
        await CollectAgainAsync();

        // Gone for the author at once, for another account when the deletion has gone through snac's queue.
        await _real.DeleteAsync(deleted, Cancellation);
        await EventuallyAsync(async () => (await CollectTomorrowAsync()).GoneCount == 1);
        (await CratesAsync()).ShouldBe(["chrono pending 1 1", "jiff pending 1 1", "secret pending 1 0", "time withdrawn 0 -"]);
        (await RowsAsync($"select post_id from mentions where text like '%thought better {Stamp}%'")).ShouldBeEmpty();
    }

    protected override ValueTask CleanUpAsync()
    {
        _real.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class CollectFromRealBlueskyTests : CollectFromRealServersTests
{
    private readonly RealBluesky _real = new();

    private protected override INetwork Us => _us ??= _real.Network("bob");
    private INetwork? _us;

    private protected override string OurHandle => "bob.test";

    [Fact]
    public async Task What_people_write_there_is_collected_once_and_followed()
    {
        await CollectEverythingAsync();
        using var ben = _real.Network("alice");
        var invitation = await InviteAsync();
        var tagged = await WriteAsync(ben, $"@{OurHandle} #cotw {Crate("jiff")} by tag {Stamp}", null);
        await WriteAsync(ben, $"{Crate("chrono")} below the invitation {Stamp}", invitation);
        var deleted = await WriteAsync(ben, $"@{OurHandle} #cotw {Crate("time")} thought better {Stamp}", null);
        await WriteAsync(ben, $"@{OurHandle} nothing to choose {Stamp}", null);
        await CollectUntilAsync(4);
        (await CratesAsync()).ShouldBe(["chrono pending 1 1", "jiff pending 1 1", "time pending 1 1"]);
        (await MentionsAsync()).ShouldBe(["nominates 1", "nominates 1", "nominates 1", "unsorted 1"]);
        await CollectAgainAsync();

        (await ben.DeleteAsync(deleted, Cancellation)).ShouldBe(new DeleteOutcome.Deleted());
        await _real.LikeAsync("bob", tagged, Cancellation);
        await EventuallyAsync(async () => (await CollectTomorrowAsync()).GoneCount == 1);
        await EventuallyAsync(async () =>
        {
            await CollectTomorrowAsync();
            return (await EndorsementsAsync()).Any(row => row.StartsWith($"jiff_{Stamp} like ", StringComparison.Ordinal));
        });

        (await CratesAsync()).ShouldBe(["chrono pending 1 1", "jiff pending 1 1", "time withdrawn 0 -"]);
        (await RowsAsync($"select post_id from mentions where text like '%thought better {Stamp}%'")).ShouldBeEmpty();
    }

    protected override ValueTask CleanUpAsync()
    {
        (_us as IDisposable)?.Dispose();
        _real.Dispose();
        return ValueTask.CompletedTask;
    }
}
