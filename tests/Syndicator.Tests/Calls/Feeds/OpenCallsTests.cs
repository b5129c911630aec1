using System.Xml.Linq;
using Syndicator.Calls;
using Syndicator.Calls.Feeds;
using Syndicator.Tests.Networks.Bluesky;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls.Feeds;

/// <remarks>Nothing here speaks a database's own language: SQLite is enough.</remarks>
public sealed class OpenCallsTests() : PublishingSuite(new SqliteServer())
{
    [Fact]
    public async Task Open_calls_are_listed_with_when_they_changed_and_no_others()
    {
        var decided = Clock.GetUtcNow();
        await InsertAsync(FeedSamples.Conference);
        await InsertAsync(FeedSamples.Task);
        await InsertAsync(Another(4) with { Decision = new CallDecision.Held("cli:eve", decided, "who are they?") });
        await InsertAsync(Another(5) with { Decision = new CallDecision.Withdrawn("cli:eve", decided, "it is off") });
        await InsertAsync(Another(6) with { Contradiction = "the event is before its call closes" });
        await InsertAsync(Another(7) with { Publication = "another" });
        await InsertAsync(Another(8, closes: new DateOnly(2026, 7, 27)));

        var feed = await ReadAsync();

        feed.Calls.Select(each => each.Call.Id).ShouldBe([FeedSamples.Task.Id, FeedSamples.Conference.Id]);
        feed.Calls.ShouldAllBe(each => each.ChangedAt == Clock.GetUtcNow());
        feed.Calls[^1].Call.Text.Place.ShouldBe("Graz, AT");
    }

    [Fact]
    public async Task A_contradiction_that_an_editor_let_pass_and_a_call_of_the_archive_are_listed()
    {
        const string why = "the event is before its call closes";
        var released = new CallDecision.Released("cli:eve", Clock.GetUtcNow(), "", why);
        await InsertAsync(Another(1) with { Contradiction = why, Decision = released });
        await InsertAsync(Another(2) with { IsArchived = true });

        (await ReadAsync()).Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_closing_day_ends_where_it_ends_last_on_earth_and_a_correction_counts()
    {
        var yesterday = new DateOnly(2026, 7, 28);
        await InsertAsync(Another(1, closes: yesterday));
        var printed = Another(2, closes: new DateOnly(2025, 12, 1));
        var says = printed.Printed with { Closing = FeedSamples.EndOfDay(new DateOnly(2026, 12, 1)) };
        await InsertAsync(printed with { Correction = new CallCorrection(printed.Printed, says) });
        Clock.Advance(TimeSpan.FromMilliseconds(-1));

        (await ReadAsync()).Calls.Count.ShouldBe(2, "at noon in UTC the day before ends on the last island");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await ReadAsync()).Calls.ShouldHaveSingleItem().Call.Text.Closing.ShouldBe(says.Closing);
    }

    [Fact]
    public async Task What_does_not_close_is_forgotten_some_time_after_its_last_issue()
    {
        await InsertAsync(FeedSamples.Task);
        Clock.Advance(new DateTimeOffset(2026, 8, 21, 0, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow() - TimeSpan.FromSeconds(1));

        (await ReadAsync()).Calls.ShouldHaveSingleItem();
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await ReadAsync()).Calls.ShouldBeEmpty("thirty days after the day of issue 6");
    }

    [Fact]
    public async Task An_entry_is_as_old_as_the_last_change_that_readers_see()
    {
        var printed = await PassAsync();
        var call = FeedSamples.Conference with { Version = 1 };
        await InsertAsync(call);
        await PassAsync();
        var nextIssue = call.LastIssue with { Key = "issue-7", Number = 7, Day = new DateOnly(2026, 7, 29), Title = "The Gazette 7" };
        call = await WriteAsync(call, call with { LastIssue = nextIssue, Printed = call.Printed with { Line = 12 } });
        (await UpdatedAsync()).ShouldBe([printed, printed], "that another issue prints it is no change of it");

        var corrected = await PassAsync();
        var says = call.Printed with { Closing = FeedSamples.EndOfDay(new DateOnly(2026, 9, 30)) };
        call = await WriteAsync(call, call with { Correction = new CallCorrection(call.Printed, says) });
        await PassAsync();
        call = await WriteAsync(call, call with { Decision = new CallDecision.Released("cli:eve", corrected, "", null) });
        (await UpdatedAsync()).ShouldBe([corrected, corrected]);

        var withdrawn = await PassAsync();
        call = await WriteAsync(call, call with { Decision = new CallDecision.Withdrawn("cli:eve", withdrawn, "it is off") });
        (await UpdatedAsync()).ShouldBe([withdrawn], "the feed has one entry less");
        await PassAsync();
        call = await WriteAsync(call, call with { Decision = new CallDecision.Held("cli:eve", withdrawn, "is it?") });
        (await UpdatedAsync()).ShouldBe([withdrawn]);
        var back = await PassAsync();
        await WriteAsync(call, call with { Decision = new CallDecision.Released("cli:eve", back, "", null) });
        (await UpdatedAsync()).ShouldBe([back, back]);
    }

    [Fact]
    public async Task A_feed_grows_no_younger_when_its_newest_call_closes()
    {
        await InsertAsync(FeedSamples.Task);
        var printed = await PassAsync();
        await InsertAsync(Another(1, closes: new DateOnly(2026, 8, 3)));
        (await UpdatedAsync())[0].ShouldBe(printed);

        Clock.Advance(TimeSpan.FromDays(8));
        (await UpdatedAsync())[0].ShouldBe(new DateTimeOffset(2026, 8, 4, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_file_is_written_whole_kept_when_nothing_changed_and_left_when_it_cannot_be()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "calls.ics");
        var link = Path.Combine(folder.Path, "link.ics");
        File.CreateSymbolicLink(link, file);

        (await FeedFile.WriteAsync(link, [1], Cancellation)).ShouldBeNull("a link may lead to a file that is to come");
        (await FeedFile.WriteAsync(Path.Combine(folder.Path, "new.ics"), [1], Cancellation)).ShouldBeNull();
        (await FeedFile.WriteAsync(link, FeedSamples.Feed().ToCalendar(), Cancellation)).ShouldBeNull();
        (await File.ReadAllBytesAsync(file, Cancellation)).ShouldBe(FeedSamples.Feed().ToCalendar());
        new FileInfo(link).LinkTarget.ShouldBe(file);
        var written = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, written);
        (await FeedFile.WriteAsync(file, FeedSamples.Feed().ToCalendar(), Cancellation)).ShouldBeNull();
        File.GetLastWriteTimeUtc(file).ShouldBe(written);
        (await FeedFile.WriteAsync(folder.Path, [1], Cancellation)).ShouldNotBeNull().Code.ShouldBe("feed-not-written");
        (await FeedFile.WriteAsync(Path.Combine(folder.Path, "no", "x"), [1], Cancellation))
            .ShouldNotBeNull()
            .Remedy!.ShouldContain("folder");
        (await FeedFile.WriteAsync("/dev/syndicator-tests", [1], Cancellation)).ShouldNotBeNull().Message.ShouldContain("device");
        Directory.GetFiles(folder.Path, "*.part").ShouldBeEmpty();
    }

    /// <summary>An hour goes by.</summary>
    private async Task<DateTimeOffset> PassAsync()
    {
        await JumpAsync(TimeSpan.FromHours(1));
        return Clock.GetUtcNow();
    }

    private Task<Call> WriteAsync(Call before, Call after) =>
        Database.WriteAsync(
            async transaction => (await CallTable.WriteAsync(transaction, before, after, Clock.GetUtcNow(), "cli:eve", "changed", ""))!,
            Cancellation
        );

    /// <summary>Of the feed, and of each entry.</summary>
    private async Task<IReadOnlyList<DateTimeOffset>> UpdatedAsync()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        using var stream = new MemoryStream((await ReadAsync()).ToAtom(null));
        return [.. XDocument.Load(stream).Descendants(atom + "updated").Select(updated => (DateTimeOffset)updated)];
    }

    private Task<CallFeed> ReadAsync() => new OpenCalls(Database, Clock).RunAsync(Publication, Cancellation);

    private static Call Another(int number, DateOnly? closes = null) =>
        FeedSamples.Conference with
        {
            Id = CallId.Parse($"01990000-0000-7000-8000-0000000001{number:00}"),
            Identity = $"example.com/{number}",
            Printed = FeedSamples.Conference.Printed with
            {
                Closing = closes is { } day ? FeedSamples.EndOfDay(day) : FeedSamples.Conference.Printed.Closing,
            },
        };

    private Task<int> InsertAsync(Call call) => StoredCalls.InsertAsync(Database, Clock.GetUtcNow(), call);
}
