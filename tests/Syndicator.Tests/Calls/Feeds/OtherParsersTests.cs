using System.Diagnostics;
using System.Text.Json;
using Syndicator.Calls;

namespace Syndicator.Tests.Calls.Feeds;

/// <summary>
/// Calendar and feed read by programs in another language, ical.js and feed-parser. Needs Node and <c>npm ci</c> in <c>tests/second-opinion</c>, which <c>tests/run</c>
/// does where it can.
/// </summary>
public class OtherParsersTests
{
    private static readonly string s_folder = Path.Combine(Shared.Repository, "tests", "second-opinion");

    /// <summary>The usual, and what others could write to break a line, an element, or a reader.</summary>
    private static readonly Call[] s_calls =
    [
        .. FeedSamples.All,
        .. ((string[])["a\r\nEND:VEVENT", "]]></title><entry>", "\0\uD800\u202E\u2028x", "𝄞" + new string('é', 10_000)]).Select(
            (text, index) => FeedSamples.Saying(text) with { Id = CallId.Parse($"01990000-0000-7000-8000-00000000010{index}") }
        ),
    ];

    [Fact]
    public async Task Another_program_finds_in_the_calendar_what_was_meant()
    {
        var read = await ReadAsync("ics", FeedSamples.Feed(s_calls).ToCalendar());

        read.GetProperty("name").GetString().ShouldBe("The Gazette: closing days");
        var events = read.GetProperty("events").EnumerateArray().ToDictionary(each => each.GetProperty("id").GetString()!);
        events.Count.ShouldBe(6);
        var day = events[$"{FeedSamples.Conference.Id}@gazette.example"];
        (Text(day, "start"), day.GetProperty("isDay").GetBoolean()).ShouldBe(("2026-08-31", true));
        Text(day, "title").ShouldBe("Closes: call for speakers of Tide Days 2026");
        Text(day, "description").ShouldContain("Closes on 2026-08-31.\nThe event: 2026-11-02");
        var timed = events[$"{FeedSamples.Timed.Id}@gazette.example"];
        (Text(timed, "start"), timed.GetProperty("isDay").GetBoolean()).ShouldBe(("2026-08-11T06:59:00Z", false));
        Text(events["01990000-0000-7000-8000-000000000100@gazette.example"], "title").ShouldEndWith("a END:VEVENT");
        Text(events["01990000-0000-7000-8000-000000000103@gazette.example"], "title").ShouldStartWith("Closes: call for speakers of 𝄞é");
    }

    [Fact]
    public async Task An_empty_calendar_has_its_one_component()
    {
        var read = await ReadAsync("ics", FeedSamples.Feed().ToCalendar());

        (read.GetProperty("components").GetInt32(), read.GetProperty("events").GetArrayLength()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Another_program_finds_in_the_feed_what_was_meant()
    {
        var read = await ReadAsync("atom", FeedSamples.Feed(s_calls).ToAtom(new Uri("https://gazette.example/calls.atom")));

        (Text(read, "type"), Text(read, "self")).ShouldBe(("atom 1.0", "https://gazette.example/calls.atom"));
        var entries = read.GetProperty("events").EnumerateArray().ToList();
        entries.Count.ShouldBe(7);
        var task = entries.Single(entry => Text(entry, "id").EndsWith("0003", StringComparison.Ordinal));
        Text(task, "title").ShouldBe("Lamp: Write <b>the</b> guide & test ]]>");
        Text(task, "updated").ShouldBe("2026-07-22T18:30:05.000Z");
        task.GetProperty("categories").EnumerateArray().Select(each => each.GetString()).ShouldBe(["project", "easy", "mentored"]);
        entries.ShouldAllBe(entry => Text(entry, "url").StartsWith("https://", StringComparison.Ordinal));
    }

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString().ShouldNotBeNull();

    private static async Task<JsonElement> ReadAsync(string format, byte[] document)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(s_folder, "node_modules", "ical.js")), "needs npm ci in tests/second-opinion");
        var cancellation = TestContext.Current.CancellationToken;
        using var node = Process.Start(
            new ProcessStartInfo("node", ["feeds.mjs", format])
            {
                WorkingDirectory = s_folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var answer = node.StandardOutput.ReadToEndAsync(cancellation);
        await node.StandardInput.BaseStream.WriteAsync(document, cancellation);
        node.StandardInput.Close();
        var said = await answer;
        await node.WaitForExitAsync(cancellation);
        node.ExitCode.ShouldBe(0);
        return JsonDocument.Parse(said).RootElement;
    }
}
