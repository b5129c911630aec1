using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

/// <summary>Readiness of the published issues and of the drafts beside the repository. A false alarm would silence a newsletter for a week.</summary>
public class IssueCheckCorpusTests
{
    /// <summary>Each published issue that is held, and why; all of them were published with the slip.</summary>
    private static readonly string[] _heldIssues =
    [
        "2019-04-02-this-week-in-rust.md:157 empty-link", // the discussion
        "2024-11-20-this-week-in-rust.md:149 empty-link", // calls for testing
        "2024-11-20-this-week-in-rust.md:153 empty-link",
        "2024-11-20-this-week-in-rust.md:506 empty-link", // the quote's source
    ];

    private static List<(Issue Issue, string Text)>? _published;

    [Fact]
    public void No_published_issue_is_held_that_was_finished()
    {
        var earlier = new List<EarlierIssue>();
        var held = new List<string>();
        foreach (var (issue, text) in Published())
        {
            held.AddRange(Holding(IssueCheck.Run(issue, text, new CheckContext(issue.Date!.Value, earlier))));
            earlier.Add(EarlierIssue.From(issue));
        }

        held.ShouldBe(_heldIssues);
    }

    [Fact]
    public void Published_issues_are_held_by_nothing_else_when_later_ones_are_known_too()
    {
        var all = Published();
        var known = all.ConvertAll(pair => EarlierIssue.From(pair.Issue));

        all.SelectMany(pair => Holding(IssueCheck.Run(pair.Issue, pair.Text, new CheckContext(new DateOnly(2026, 8, 21), known))))
            .ShouldBe(_heldIssues);
    }

    [Fact]
    public void Of_all_calls_of_published_issues_only_those_are_flagged_that_are_wrong()
    {
        var earlier = new List<EarlierIssue>();
        var flagged = new List<string>();
        var (rows, told) = (0, 0);
        foreach (var (issue, text) in Published().OrderBy(pair => pair.Issue.Date))
        {
            var calls = JudgedCalls.In(issue, earlier);
            (rows, told) = (rows + calls.Rows.Count, told + calls.Sound.Count());
            flagged.AddRange(
                IssueCheck
                    .Run(issue, text, new CheckContext(issue.Date!.Value, earlier))
                    .Where(found => found.Code.StartsWith("call-", StringComparison.Ordinal) || found.Code == "closing-day-unreadable")
                    .Select(found => $"{Path.GetFileName(issue.File)[..10]}:{found.Position.Line} {found.Code}")
            );
            earlier.Add(EarlierIssue.From(issue));
        }

        (rows, told).ShouldBe((507, 504));
        flagged.ShouldBe(["2017-06-20:66 call-twice", "2025-11-19:142 call-contradictory", "2026-04-01:126 call-contradictory"]);
    }

    [Theory]
    [InlineData("2020-11-25__copied-last-week", "no-community-link crate-copied quote-copied quote-copied discussion-copied")]
    [InlineData("2024-02-07__calls-only", "no-community-link empty-crate placeholder empty-quote")]
    [InlineData("2025-04-02__fresh", "no-community-link empty-crate placeholder empty-quote")]
    [InlineData("2025-04-02__first-link", "empty-crate placeholder empty-quote")]
    [InlineData("2025-04-02__crate-and-quote", "placeholder")]
    [InlineData("2025-04-02__links-missing", "placeholder")]
    [InlineData("2025-04-02__moved-no-discuss-link", "")]
    [InlineData("2026-05-13__conflict-markers", "conflict-marker conflict-marker conflict-marker placeholder")]
    [InlineData("2026-07-29__bot-metadata", "empty-crate placeholder empty-quote")]
    [InlineData("2026-08-26__fresh", "future-date no-community-link empty-crate placeholder empty-quote")]
    public void A_draft_is_held_for_what_it_lacks(string name, string codes)
    {
        var found = CheckUnpublished(Directory.EnumerateFiles(Shared.Need("corpus", "drafts"), name + "*").Single());

        string.Join(' ', found.Where(IsError).Select(diagnostic => diagnostic.Code)).ShouldBe(codes);
    }

    [Fact]
    public void The_template_itself_is_no_issue()
    {
        foreach (var file in Directory.EnumerateFiles(Shared.Need("corpus", "drafts"), "DRAFT_TEMPLATE*"))
        {
            var codes = CheckUnpublished(file).Where(IsError).Select(diagnostic => diagnostic.Code).ToList();

            codes.Count(code => code == "template-variable").ShouldBe(5);
            codes.ShouldContain("unreadable-number");
            codes.ShouldContain("missing-date");
        }
    }

    [Fact]
    public void The_damaged_draft_says_everything_at_once()
    {
        var found = CheckUnpublished(Directory.EnumerateFiles(Shared.Need("corpus", "seed")).Single());

        found
            .Where(diagnostic => diagnostic.Code != "event-past")
            .Select(diagnostic => $"{diagnostic.Position.Line} {diagnostic.Severity} {diagnostic.Code}")
            .ShouldBe([
                "49 Error empty-crate",
                "123 Error mojibake",
                "318 Error placeholder",
                "320 Error empty-quote",
                "330 Warning discussion-not-linked",
            ]);
        found.Count(diagnostic => diagnostic.Code == "event-past").ShouldBe(16);
    }

    private static IReadOnlyList<Diagnostic> CheckUnpublished(string path)
    {
        var (issue, text) = Read(path);
        var earlier = Published().ConvertAll(pair => EarlierIssue.From(pair.Issue));
        return IssueCheck.Run(issue, text, new CheckContext(new DateOnly(2026, 8, 21), earlier));
    }

    private static IEnumerable<string> Holding(IEnumerable<Diagnostic> found) =>
        found.Where(IsError).Select(error => $"{Path.GetFileName(error.Position.File)}:{error.Position.Line} {error.Code}");

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

    /// <summary>All of them, by file; read once.</summary>
    internal static List<(Issue Issue, string Text)> Published()
    {
        var folder = Shared.Need("corpus", "issues");
        return _published ??= [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(Read)];
    }

    private static (Issue Issue, string Text) Read(string path)
    {
        var text = File.ReadAllText(path);
        return (IssueReader.Read(path, text, IssueFormat.ThisWeekInRust), text);
    }
}
