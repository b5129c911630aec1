using System.Globalization;
using System.Text;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources;
using Syndicator.Sources.Web;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Sources;

public sealed class FeedSourceTests : IAsyncDisposable
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("syndicator-").FullName, "sources", "weekly", "feed");
    private readonly TestClock _clock = new();
    private readonly WebServer _server = new();
    private readonly WebReader _reader;

    public FeedSourceTests()
    {
        _reader = new WebReader(_clock);
        Offer(Entry(59));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri FeedAddress => _server.At("/atom.xml");

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(Path.GetFullPath(Path.Combine(_folder, "..", "..", "..")), recursive: true);
    }

    [Fact]
    public async Task An_entry_is_an_issue()
    {
        using var source = Source();

        var file = (await ListAsync(source)).ShouldHaveSingleItem();
        var read = (await ReadAsync(source, file)).ShouldBeOfType<SourceReading.Changed>();

        (file.Name, file.Path, file.IsDraft).ShouldBe(("urn:weekly:59", "https://example.org/59/", false));
        (read.PageUrl, read.Fingerprint, read.File.Path).ShouldBe(("https://example.org/59/", file.Fingerprint, file.Path));
        var issue = IssueReader.Read(file.Path, read.File.Text!, IssueFormat.ThisWeekInRust);
        (issue.Title, issue.Number, issue.Date).ShouldBe(("The Weekly 59", 59, new DateOnly(2026, 2, 28)));
        issue.Sections.Select(section => section.Title).ShouldBe(["Crate of the Week"]);
        issue.Crates.ShouldHaveSingleItem().Url.ShouldBe("https://example.org/crates/pebble");
        (await source.ListAsync(Cancellation)).IsWindow.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-07-30T03:59:59Z", "2026-07-29")]
    [InlineData("2026-07-30T04:00:00Z", "2026-07-30")]
    [InlineData("2026-07-29T23:30:00-04:00", "2026-07-29")]
    [InlineData("2026-07-30T00:00:00Z", "2026-07-30")]
    [InlineData("2026-07-30T00:00:00-04:00", "2026-07-30")]
    public async Task The_day_is_the_publications(string published, string day)
    {
        Offer(Entry(59, published: published));
        using var source = Source();

        var text = await TextAsync(source, (await ListAsync(source))[0]);

        text.ShouldStartWith($"Title: The Weekly 59\nNumber: 59\nDate: {day}\n\n");
    }

    [Theory]
    [InlineData("The Weekly", "Title: The Weekly\nDate: 2026-02-28\n\n")]
    [InlineData("59", "Title: 59\nNumber: 59\nDate: 2026-02-28\n\n")]
    [InlineData("A\nDate: 1999-01-01\n\n# B", "Title: A Date: 1999-01-01 # B\nDate: 2026-02-28\n\n")]
    public async Task Titles_stay_in_their_line(string title, string head)
    {
        Offer(Entry(59, title: title));
        using var source = Source();

        (await TextAsync(source, (await ListAsync(source))[0])).ShouldStartWith(head);
    }

    [Fact]
    public async Task An_unchanged_feed_costs_one_short_question()
    {
        using var source = Source();
        var before = (await ListAsync(source))[0];
        var known = (await ReadAsync(source, before)).ShouldBeOfType<SourceReading.Changed>().Fingerprint;
        var sent = _server.Sent;

        var again = (await ListAsync(source))[0];

        again.ShouldBe(before);
        (await source.ReadAsync(again, known, Cancellation)).ShouldBeOfType<SourceReading.Unchanged>();
        (_server.Sent - sent).ShouldBeLessThan(100);
        _server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_start_asks_only_whether_something_changed()
    {
        SourceFile before;
        using (var source = Source())
        {
            before = (await ListAsync(source))[0];
        }

        var sent = _server.Sent;
        using var next = Source();

        (await ListAsync(next))[0].ShouldBe(before);
        (await ReadAsync(next, before)).ShouldBeOfType<SourceReading.Changed>().PageUrl.ShouldBe("https://example.org/59/");
        (_server.Sent - sent).ShouldBeLessThan(100);
    }

    [Fact]
    public async Task A_changed_entry_is_read_again_and_only_that()
    {
        Offer(Entry(58), Entry(59));
        using var source = Source();
        var before = await ListAsync(source);
        Offer(Entry(58), Entry(59, html: "<p>mended</p>"));

        var after = await ListAsync(source);

        after.Select(file => file.Name).ShouldBe(["urn:weekly:58", "urn:weekly:59"]);
        (after[0] == before[0], after[1] == before[1]).ShouldBe((true, false));
        (await TextAsync(source, after[1])).ShouldEndWith("mended\n");
    }

    [Fact]
    public async Task Of_entries_with_one_id_the_newer_counts()
    {
        Offer(Entry(59, html: "<p>newer</p>", published: "2026-03-01T12:00:00Z"), Entry(59, html: "<p>older</p>"));
        using var source = Source();

        (await TextAsync(source, (await ListAsync(source)).ShouldHaveSingleItem())).ShouldEndWith("newer\n");
    }

    [Fact]
    public async Task Entries_that_can_be_no_issue_are_told_and_the_others_offered()
    {
        Offer(Entry(57, title: " "), Entry(58, published: "yesterday"), Entry(59), Entry(60, html: ""));
        using var source = Source();

        var listing = await source.ListAsync(Cancellation);

        listing.Files.Select(file => file.Name).ShouldBe(["urn:weekly:59", "urn:weekly:60"]);
        listing
            .Diagnostics.Select(told => (told.Code, told.Position.File))
            .ShouldContain(("entry-without-title", "https://example.org/57/"));
        listing
            .Diagnostics.Select(told => (told.Code, told.Position.File))
            .ShouldContain(("entry-without-date", "https://example.org/58/"));
        (await ReadAsync(source, listing.Files[1])).ShouldBeOfType<SourceReading.Trouble>().Diagnostics[0].Code.ShouldBe("entry-empty");
    }

    [Fact]
    public async Task A_server_in_trouble_leaves_the_last_entries_and_is_left_alone_for_a_while()
    {
        using var source = Source();
        var files = await ListAsync(source);
        _server["/atom.xml"] = x => x.AnswerAsync(500, "<h1>oh no</h1>");
        var at = _clock.GetUtcNow();

        var listing = await source.ListAsync(Cancellation);

        listing.Files.ShouldBe(files);
        listing.Trouble!.Since.ShouldBe(at);
        listing.Trouble.AskedAgainAt.ShouldBe(at + TimeSpan.FromMinutes(1));
        listing
            .Trouble.Problem.ToString()
            .ShouldBe($"{FeedAddress}: error feed-refused: The feed cannot be read: The server answers 500. It is asked again by itself.");
        (await ReadAsync(source, files[0])).ShouldBeOfType<SourceReading.Changed>();

        (await source.ListAsync(Cancellation)).Trouble.ShouldBe(listing.Trouble);
        _server.Seen.Count.ShouldBe(2);

        _clock.Advance(TimeSpan.FromMinutes(1));
        (await source.ListAsync(Cancellation)).Trouble!.AskedAgainAt.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromMinutes(2));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Offer(Entry(59));
        (await source.ListAsync(Cancellation)).Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_start_while_the_server_is_dead_has_the_last_entries()
    {
        using (var source = Source())
        {
            await ListAsync(source);
        }

        _server["/atom.xml"] = x =>
        {
            x.Reset();
            return Task.CompletedTask;
        };
        using var next = Source();

        var listing = await next.ListAsync(Cancellation);

        (await ReadAsync(next, listing.Files.ShouldHaveSingleItem())).ShouldBeOfType<SourceReading.Changed>();
        listing.Trouble!.Problem.Message.ShouldBe("The feed cannot be read: 127.0.0.1 broke off its answer.");
    }

    [Theory]
    [InlineData("7200", 7200)]
    [InlineData("Wed, 29 Jul 2026 14:00:00 GMT", 7200)]
    [InlineData("1", 60)]
    public async Task The_servers_own_wish_is_respected(string wish, int seconds)
    {
        _server["/atom.xml"] = x => x.AnswerAsync(429, "", $"Retry-After: {wish}");
        using var source = Source();

        var listing = await source.ListAsync(Cancellation);

        listing.Trouble!.AskedAgainAt.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        listing.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Moved</body></html>", "text/html")]
    [InlineData("{\"items\": []}", "application/json")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "application/atom+xml")]
    [InlineData("", "application/atom+xml")]
    public async Task What_is_no_feed_changes_nothing(string text, string contentType)
    {
        using var source = Source();
        var files = await ListAsync(source);
        _server["/atom.xml"] = x => x.AnswerAsync(200, text, $"Content-Type: {contentType}", "ETag: \"bad\"");

        var listing = await source.ListAsync(Cancellation);

        listing.Files.ShouldBe(files);
        listing.Trouble!.Problem.Severity.ShouldBe(Severity.Error);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await source.ListAsync(Cancellation);
        _server.Seen[^1].Header("If-None-Match").ShouldNotBe("\"bad\"");
    }

    [Fact]
    public async Task A_feed_without_end_is_trouble()
    {
        _server["/atom.xml"] = async x =>
        {
            await x.HeadAsync(200);
            await x.SendForeverAsync(Encoding.UTF8.GetBytes(new string(' ', 64 * 1024)));
        };
        using var source = Source();

        (await source.ListAsync(Cancellation)).Trouble!.Problem.Message.ShouldBe("The feed cannot be read: It is longer than 4 MB.");
    }

    [Fact]
    public async Task A_feed_with_the_wrong_content_type_is_read_all_the_same()
    {
        _server["/atom.xml"] = x => x.AnswerAsync(200, Feed(Entry(59)), "Content-Type: text/plain; charset=utf-8");
        using var source = Source();

        (await ListAsync(source)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_damaged_or_foreign_copy_counts_as_missing()
    {
        using (var source = Source())
        {
            await ListAsync(source);
        }

        var copy = Directory.EnumerateFiles(_folder).ShouldHaveSingleItem();
        var whole = await File.ReadAllBytesAsync(copy, Cancellation);
        foreach (var damaged in new[] { [], whole[..^1], whole[..100], [.. whole, 0], new byte[6 * 1024 * 1024] })
        {
            await File.WriteAllBytesAsync(copy, damaged, Cancellation);
            using var next = Source();

            (await ListAsync(next)).ShouldHaveSingleItem();

            _server.Seen[^1].Header("If-None-Match").ShouldBeNull();
            (await File.ReadAllBytesAsync(copy, Cancellation)).ShouldBe(whole);
        }
    }

    [Fact]
    public async Task A_copy_that_is_not_whole_is_none()
    {
        var kept = new KeptDocuments(_folder);
        kept.Keep(new KeptDocument(FeedAddress, new WebVersion(FeedAddress, null, null), null, "", "text"u8.ToArray()));
        kept.Find(FeedAddress)!.Bytes.ToArray().ShouldBe("text"u8.ToArray());
        var copy = Directory.EnumerateFiles(_folder).ShouldHaveSingleItem();

        await File.WriteAllBytesAsync(copy, (await File.ReadAllBytesAsync(copy, Cancellation))[..^1], Cancellation);

        kept.Find(FeedAddress).ShouldBeNull();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_the_feed_read()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await File.WriteAllTextAsync(_folder, "no folder", Cancellation);
        using var source = Source();

        var listing = await source.ListAsync(Cancellation);

        (await ReadAsync(source, listing.Files.ShouldHaveSingleItem())).ShouldBeOfType<SourceReading.Changed>();
        listing.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("source-not-kept");
    }

    [Fact]
    public async Task The_markdown_behind_an_entry_is_the_issue()
    {
        _server["/2026-02-28-the-weekly-59-59.md"] = x =>
            x.AnswerAsync(200, "Title: The Weekly 59\nDate: 2026-02-28\n\nHello", "ETag: \"m\"");
        using var source = Source("{year}-{month}-{day}-{slug}-{number}.md");

        var file = (await ListAsync(source)).ShouldHaveSingleItem();
        var read = (await ReadAsync(source, file)).ShouldBeOfType<SourceReading.Changed>();

        read.File.Text.ShouldBe("Title: The Weekly 59\nDate: 2026-02-28\n\nHello");
        (read.PageUrl, read.Fingerprint).ShouldBe(("https://example.org/59/", file.Fingerprint));
    }

    [Fact]
    public async Task Markdown_that_changes_is_noticed_while_its_entry_stays()
    {
        Markdown(59, "one");
        using var source = Source("{number}.md");
        var before = (await ListAsync(source))[0];
        (await TextAsync(source, before)).ShouldBe("one");
        (await ListAsync(source))[0].ShouldBe(before);
        Markdown(59, "two");

        var after = (await ListAsync(source))[0];

        after.Fingerprint.ShouldNotBe(before.Fingerprint);
        (await TextAsync(source, after)).ShouldBe("two");
        _server
            .Seen.Where(seen => seen.Path == "/59.md")
            .Select(seen => seen.Header("If-None-Match"))
            .ShouldBe([null, "\"one\"", "\"one\""]);
    }

    [Fact]
    public async Task Old_markdown_is_asked_for_once_and_when_its_entry_changes()
    {
        var numbers = Enumerable.Range(50, 10).ToList();
        numbers.ForEach(number => Markdown(number, $"text {number}"));
        Offer([.. numbers.Select(number => Entry(number))]);
        using (var source = Source("{number}.md"))
        {
            (await ListAsync(source)).Count.ShouldBe(10);
        }

        // The next start remembers.
        using var next = Source("{number}.md");
        (await ListAsync(next)).Count.ShouldBe(10);
        Asked().ShouldBe("50:1 51:1 52:1 53:1 54:1 55:2 56:2 57:2 58:2 59:2");

        Offer([Entry(50, html: "<p>mended</p>"), .. numbers.Skip(1).Select(number => Entry(number))]);
        await ListAsync(next);
        await ListAsync(next);
        Asked().ShouldBe("50:2 51:1 52:1 53:1 54:1 55:4 56:4 57:4 58:4 59:4");
    }

    [Fact]
    public async Task An_archive_is_fetched_over_several_looks()
    {
        var numbers = Enumerable.Range(10, 50).ToList();
        numbers.ForEach(number => Markdown(number, $"text {number}"));
        Offer([.. numbers.Select(number => Entry(number))]);
        using var source = Source("{number}.md");

        (await ListAsync(source)).Count.ShouldBe(25);
        (await ListAsync(source)).Count.ShouldBe(45);
        (await ListAsync(source)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Markdown_that_is_not_there_yet_is_told_and_asked_for_again()
    {
        using var source = Source("{number}.md");

        var told = (await ReadAsync(source, (await ListAsync(source))[0]))
            .ShouldBeOfType<SourceReading.Trouble>()
            .Diagnostics.ShouldHaveSingleItem();

        told.ToString()
            .ShouldBe(
                $"https://example.org/59/: error entry-text-missing: Its Markdown {_server.At("/59.md")} answers 404. "
                    + "It is asked again at the next look; if it stays so, correct source.markdown in publication.yaml."
            );
        Markdown(59, "text");
        (await TextAsync(source, (await ListAsync(source))[0])).ShouldBe("text");
    }

    [Fact]
    public async Task Markdown_that_goes_away_leaves_its_last_text()
    {
        Markdown(59, "text");
        using var source = Source("{number}.md");
        var before = (await ListAsync(source))[0];
        _server["/59.md"] = x => x.AnswerAsync(404, "gone");

        var listing = await source.ListAsync(Cancellation);

        listing.Files.ShouldBe([before]);
        listing.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("entry-text-missing");
        (await TextAsync(source, before)).ShouldBe("text");
    }

    [Fact]
    public async Task A_markdown_server_in_trouble_is_left_alone_for_a_while()
    {
        Offer([.. Enumerable.Range(50, 10).Select(number => Entry(number))]);
        _server["/59.md"] = x => x.AnswerAsync(429, "", "Retry-After: 600");
        using var source = Source("{number}.md");
        await ListAsync(source);
        await ListAsync(source);
        Asked().ShouldBe("59:1");

        _clock.Advance(TimeSpan.FromMinutes(10));
        Markdown(59, "text");
        await ListAsync(source);
        Asked().ShouldStartWith("50:1 51:1");
    }

    [Fact]
    public async Task A_kept_text_that_is_lost_is_fetched_anew()
    {
        Markdown(59, "text");
        using var source = Source("{number}.md");
        var file = (await ListAsync(source))[0];
        Directory.Delete(_folder, recursive: true);

        (await ReadAsync(source, file)).ShouldBeOfType<SourceReading.Trouble>();

        (await TextAsync(source, (await ListAsync(source))[0])).ShouldBe("text");
    }

    [Fact]
    public async Task What_is_not_wanted_any_more_is_not_kept()
    {
        Markdown(58, "text");
        Markdown(59, "text");
        Offer(Entry(58));
        using var source = Source("{number}.md");
        await ListAsync(source);
        Offer(Entry(59));

        await ListAsync(source);

        Directory.EnumerateFiles(_folder).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("http://{slug}/a.md")]
    [InlineData("http://127.0.0.1:{number}/a.md")]
    public async Task A_title_does_not_choose_a_server_inside_the_network(string pattern)
    {
        Offer(Entry(59, title: $"127.0.0.1 {_server.Port.ToString(CultureInfo.InvariantCulture)}"), Entry(60, title: "localhost"));
        using var source = new FeedSource(new SourceOptions.Feed(FeedAddress, pattern), s_newYork, _folder, _reader, _clock);

        await ListAsync(source);

        _server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_odd_id_does_not_spoil_messages()
    {
        Offer("<entry><id>a\u202Eb</id><title>The Weekly 59</title><published>2026-02-28T12:00:00Z</published></entry>");
        using var source = Source();

        (await ListAsync(source)).ShouldHaveSingleItem().Path.ShouldBe("a b");
    }

    private FeedSource Source(string? markdown = null) =>
        new(
            new SourceOptions.Feed(FeedAddress, markdown is null ? null : _server.Address.AbsoluteUri + markdown),
            s_newYork,
            _folder,
            _reader,
            _clock
        );

    private static async Task<IReadOnlyList<SourceFile>> ListAsync(FeedSource source) => (await source.ListAsync(Cancellation)).Files;

    private static Task<SourceReading> ReadAsync(FeedSource source, SourceFile file) => source.ReadAsync(file, null, Cancellation);

    private static async Task<string> TextAsync(FeedSource source, SourceFile file) =>
        (await ReadAsync(source, file)).ShouldBeOfType<SourceReading.Changed>().File.Text!;

    /// <summary>How often each Markdown was asked for.</summary>
    private string Asked() =>
        string.Join(
            ' ',
            _server
                .Seen.Where(seen => seen.Path.EndsWith(".md", StringComparison.Ordinal))
                .GroupBy(seen => seen.Path[1..^3])
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => FormattableString.Invariant($"{same.Key}:{same.Count()}"))
        );

    private void Offer(params string[] entries) => Serve("/atom.xml", Feed(entries), "application/atom+xml");

    private void Markdown(int number, string text) => Serve(FormattableString.Invariant($"/{number}.md"), text, "text/plain");

    /// <summary>With an ETag, as most servers have it; that of a short text is the text.</summary>
    private void Serve(string path, string text, string contentType)
    {
        var etag =
            text.Length < 20 ? $"\"{text}\"" : $"\"{StringComparer.Ordinal.GetHashCode(text).ToString(CultureInfo.InvariantCulture)}\"";
        _server[path] = x =>
            x.Seen.Header("If-None-Match") == etag
                ? x.HeadAsync(304, $"ETag: {etag}")
                : x.AnswerAsync(200, text, $"ETag: {etag}", $"Content-Type: {contentType}");
    }

    private static string Feed(params string[] entries) =>
        $"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Weekly</title>{string.Concat(entries)}</feed>";

    private static string Entry(int number, string? title = null, string? published = null, string? html = null)
    {
        var day = new DateOnly(2026, 1, 1).AddDays(number - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = System.Net.WebUtility.HtmlEncode(
            html ?? "<h2>Crate of the Week</h2><p>This week's crate is <a href='/crates/pebble'>pebble</a>, a small stone.</p>"
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<entry><id>urn:weekly:{number}</id><title>{title ?? $"The Weekly {number}"}</title><link href='https://example.org/{number}/'/>"
                + $"<published>{published ?? day + "T12:00:00Z"}</published><content type='html'>{text}</content></entry>"
        );
    }
}
