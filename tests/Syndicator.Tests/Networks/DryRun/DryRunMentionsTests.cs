using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.DryRun;

public sealed class DryRunMentionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-samples-").FullName;
    private readonly TestClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DryRunMentions Samples => DryRunMentions.Of(_folder, "alpha", DryRunLedger.Of(_folder, "gazette", "alpha"), _clock);

    [Fact]
    public async Task Nobody_writes_where_there_is_no_file()
    {
        var page = Value(await Samples.ReadMentionsAsync(null, Cancellation));
        (page.Mentions.Count, page.Cursor, page.HasMore).ShouldBe((0, null, false));
    }

    [Fact]
    public async Task Of_what_was_read_while_the_account_was_live_nothing_is_said_to_be_gone() =>
        (await Samples.FetchAsync(["at://did:plc:a/app.bsky.feed.post/1"], Cancellation)).ShouldBeOfType<ReadOutcome<
            IReadOnlyDictionary<string, Mention>
        >.Unavailable>();

    [Fact]
    public async Task Mentions_arrive_when_they_are_posted_each_once()
    {
        Write([.. Enumerable.Range(0, 45).Select(i => Line($"s{i}", minutes: i))]);
        _clock.Advance(TimeSpan.FromMinutes(30));
        var (seen, cursor) = await ReadAllAsync(null);
        seen.ShouldBe(Enumerable.Range(0, 31).Select(i => $"s{i}"));
        (await ReadAllAsync(cursor)).Seen.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromHours(1));
        (await ReadAllAsync(cursor)).Seen.ShouldBe(Enumerable.Range(31, 14).Select(i => $"s{i}"));
    }

    [Fact]
    public async Task A_line_that_is_no_mention_is_told_and_hinders_no_other()
    {
        Write(
            "nonsense",
            """{"id":"a"}""",
            "",
            Line("good"),
            """{"id":"b","author":{"id":"1","handle":"b"},"text":"\ud800","postedAt":"x"}"""
        );
        var page = Value(await Samples.ReadMentionsAsync(null, Cancellation));

        page.Mentions.ShouldHaveSingleItem().Id.ShouldBe("good");
        page.Unread.Select(each => each.Id).ShouldBe(["line 1", "line 2", "line 5"]);
    }

    [Fact]
    public async Task Answers_below_our_post_and_reactions_are_told_from_the_samples()
    {
        const string Key = "gazette/issue-7/alpha/invitation/g1";
        Write(
            Line("first", more: $",\"parentId\":\"{Key}\",\"isAddressed\":false,\"likes\":3"),
            Line("second", minutes: -1, more: ",\"parentId\":\"first\""),
            Line("third", minutes: 0, more: ",\"parentId\":\"first\",\"isAddressed\":false"),
            Line("else")
        );
        var post = new RemotePost(DryRunNetwork.IdOf(Key), "x");

        Value(await Samples.ReadAnswersAsync(post, Cancellation)).Select(answer => answer.Id).ShouldBe(["first", "third"]);
        Value(await Samples.ReadMentionsAsync(null, Cancellation)).Mentions.Select(mention => mention.Id).ShouldBe(["second", "else"]);
        var counts = Value(await Samples.CountAsync([new RemotePost("first", "x"), new RemotePost("gone", "x")], Cancellation));
        counts.ShouldHaveSingleItem().Value.ShouldBe(new Reactions(3, 0, 2, 0));
        Value(await Samples.FetchAsync(["third", "gone"], Cancellation)).Keys.ShouldBe(["third"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(IReadOnlyList<string> Seen, string? Cursor)> ReadAllAsync(string? cursor)
    {
        var seen = new List<string>();
        for (var hasMore = true; hasMore; )
        {
            var page = Value(await Samples.ReadMentionsAsync(cursor, Cancellation));
            seen.AddRange(page.Mentions.Select(mention => mention.Id));
            (cursor, hasMore) = (page.Cursor, page.HasMore);
        }

        return (seen, cursor);
    }

    private void Write(params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "mentions"));
        File.WriteAllLines(Path.Combine(_folder, "mentions", "alpha.jsonl"), lines);
    }

    private string Line(string id, int minutes = 0, string more = "") =>
        $$"""{"id":"{{id}}","author":{"id":"1","handle":"ben"},"text":"hello","postedAt":"{{_clock.GetUtcNow().AddMinutes(minutes):O}}"{{more}}}""";

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>().Value;
}
