using Syndicator.Nominations.Collecting;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

/// <summary>The shipped demonstration: the sample issue goes out, and the sample mentions answer it.</summary>
public sealed class SampleMentionsTests() : CollectingSuite(new SqliteServer())
{
    private readonly string _data = Directory.CreateTempSubdirectory("syndicator-circle-").FullName;

    [Fact]
    public async Task The_sample_mentions_become_nominations_of_the_sample_round()
    {
        Publication = Shipped.Publication;
        await AdvanceAsync(new DateTimeOffset(2026, 11, 19, 2, 0, 30, TimeSpan.Zero) - Clock.GetUtcNow());
        await using var syndication = await Shipped.OpenAsync(Publication, _data, Options, Clock);
        await syndication.WatchOf(Publication).RunAsync(Cancellation);
        await syndication.Invite.RunAsync(Publication, Clock.GetUtcNow(), "service", Cancellation);
        await syndication.Deliver.RunAsync(Publication, Cancellation);
        for (var look = 0; look < 4; look++)
        {
            await syndication.Collect.RunAsync(Publication, null, Cancellation);
            await AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        var reports = await syndication.Collect.RunAsync(Publication, null, Cancellation);

        reports.ShouldAllBe(report => report.Count == 0 && report.Trouble == null && report.UnreadCount == 0);
        (await RowsAsync("select count(*) from mentions where becomes <> 'context'")).ShouldBe(["12"]);
        (await RowsAsync("select post_id from mentions where is_below_invitation = 1 order by post_id")).ShouldBe([
            "b1",
            "b2",
            "m1",
            "m2",
            "m3",
            "m4",
        ]);
        (await NominationsAsync()).ShouldContain(row => row.StartsWith("tidelog_sample pending", StringComparison.Ordinal));
        var sources = await RowsAsync(
            "select distinct p.source from proposals p join nominations n on n.id = p.nomination_id where n.identity = 'tidelog_sample' order by p.source"
        );
        sources.ShouldBe(["bluesky", "mastodon"]);
        (await EndorsementsAsync()).ShouldContain("tidelog_sample reply ines@tidepool.example 1");
        (await RowsAsync("select is_quotable from proposals where post_id = 'm7'")).ShouldBe(["0"]);
        (await RowsAsync("select becomes from mentions where post_id = 'm8'")).ShouldBe([Becomes.Unsorted]);
        (await RowsAsync("select distinct round from nominations")).ShouldBe(["1795550400000"]);
    }

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }
}
