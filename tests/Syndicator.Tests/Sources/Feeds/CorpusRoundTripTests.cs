using Markdig;
using Syndicator.Issues;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

/// <summary>Every issue of the corpus as a web page and back: the reader finds in it what it finds in the original.</summary>
public sealed class CorpusRoundTripTests
{
    private static readonly Uri _page = new("https://this-week-in-rust.org/");

    /// <summary>Differences that stay, each with its reason; one that disappears fails the test too, so that the table stays true.</summary>
    private static readonly Dictionary<string, string> _expectedDifferences = new(StringComparer.Ordinal)
    {
        ["2022-01-19-this-week-in-rust.md diagnostics"] =
            "A control character before an address makes the link none; HTML cannot have it, and without it the reader sees the broken link.",
    };

    [Fact]
    public void Every_issue_reads_the_same_from_its_HTML()
    {
        var files = Directory.GetFiles(Shared.Need("corpus", "issues"), "*.m*").Order(StringComparer.Ordinal).ToList();
        var differences = files.SelectMany(Differences).ToList();
        var unexpected = differences.Where(difference => !_expectedDifferences.ContainsKey(difference.Key)).ToList();
        var gone = _expectedDifferences.Keys.Except(differences.Select(difference => difference.Key)).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{files.Count} issues, {differences.Count} differences");

        unexpected.ShouldBeEmpty(string.Join('\n', unexpected.Select(each => $"{each.Key}: {each.Text}")));
        gone.ShouldBeEmpty("expected differences that are none any more: " + string.Join(", ", gone));
        files.Count.ShouldBe(133);
    }

    private static IEnumerable<(string Key, string Text)> Differences(string path)
    {
        var markdown = File.ReadAllText(path);
        var bodyLine = FrontMatter.Read(markdown).BodyLine;
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var html = Markdown.ToHtml(string.Join('\n', lines[bodyLine..]));
        var back = HtmlMarkdown.Convert(html, _page);
        var name = Path.GetFileName(path);
        var expected = Facts(IssueReader.Read(name, markdown, IssueFormat.ThisWeekInRust));
        var actual = Facts(IssueReader.Read(name, string.Join('\n', lines[..bodyLine]) + "\n\n" + back, IssueFormat.ThisWeekInRust));
        return from fact in expected.Zip(actual)
            where fact.First.Value != fact.Second.Value
            select ($"{name} {fact.First.Name}", FirstDifference(fact.First.Value, fact.Second.Value));
    }

    private static string FirstDifference(string expected, string actual)
    {
        var pairs = expected.Split('\n').Zip(actual.Split('\n').Concat(Enumerable.Repeat("(nothing)", 10_000)));
        var (first, second) = pairs.FirstOrDefault(pair => pair.First != pair.Second);
        return $"\n    expected {first}\n    actual   {second}";
    }

    private static IEnumerable<(string Name, string Value)> Facts(Issue issue) =>
        [
            ("title", issue.Title),
            ("sections", Lines(issue.Sections.Select(section => $"{section.Level} {section.Title} {section.Role} {section.Links}"))),
            ("crates", Lines(issue.Crates.Select(crate => $"{crate.Name} <{Address(crate.Url)}> {Thanks(crate.Thanks)}"))),
            ("crate descriptions", Lines(issue.Crates.Select(crate => $"{crate.Description} / {crate.Sentence}"))),
            ("quotes", Lines(issue.Quotes.Select(quote => $"{quote.Text} -- {Said(quote.Attribution)} {Thanks(quote.Thanks)}"))),
            ("quote layouts", Lines(issue.Quotes.Select(quote => $"{quote.Layout.ReplaceLineEndings("/")} {quote.VoiceCount}"))),
            ("project calls", Lines(issue.ProjectCalls.Select(call => $"{call.Group} {call.Text} <{Address(call.Url)}> {call.Item}"))),
            (
                "event calls",
                Lines(issue.EventCalls.Select(call => $"{call.Name} <{Address(call.Url)}> {call.ClosesOn} {call.EventOn} {call.Place}"))
            ),
            ("community links", Lines(issue.CommunityLinks.Select(Link))),
            ("calls for testing", Lines(issue.CallsForTesting.Select(Link))),
            ("final comment periods", Lines(issue.FinalCommentPeriods.Concat(issue.ApprovedRfcs).Concat(issue.NewRfcs).Select(Link))),
            ("events", $"{issue.EventCount}\n" + Lines(issue.Events.Select(each => $"{each.On} {each.Title} <{Address(each.Url)}>"))),
            ("jobs", Lines(issue.Jobs.Select(Link))),
            ("discussion", issue.Discussion is null ? "" : Link(issue.Discussion)),
            ("diagnostics", Lines(issue.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}"))),
        ];

    private static string Link(IssueLink link) =>
        $"{string.Join(' ', link.Tags)} {link.Text} <{Address(link.Url)}> {link.Role} {link.IsListItem}";

    private static string Thanks(IEnumerable<Thanks> thanks) =>
        string.Join(" + ", thanks.Select(each => $"{each.Name} <{Address(each.Url)}>"));

    private static string Said(Attribution? said) =>
        said is null ? "" : $"{said.Text} <{Address(said.Url)}> {string.Join(' ', said.MoreUrls.Select(Address))}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>The renderer writes some signs of an address as percent and number, which is the same address.</summary>
    private static string? Address(string? url) => url is null ? null : Uri.UnescapeDataString(url);
}
