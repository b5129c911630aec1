using System.Text;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>Every draft of the corpus filled, compared byte by byte.</summary>
public class CorpusDraftsTests
{
    /// <summary>Crate, quote, calls for projects, calls for speakers, links: F filled, R refused; - the draft as a whole is refused.</summary>
    private static readonly Dictionary<string, string> s_expected = new(StringComparer.Ordinal)
    {
        ["2020-11-25__copied-last-week__b0c9ddde5.md"] = "RRRRF",
        ["2024-02-07__calls-only__ef7c9a1f5.md"] = "FFFFF",
        ["2025-04-02__crate-and-quote__7a522c447.md"] = "RRFFF",
        ["2025-04-02__first-link__b1d993fc9.md"] = "FFFFF",
        ["2025-04-02__fresh__2eefc3ad7.md"] = "FFFFF",
        ["2025-04-02__links-missing__bf26363b7.md"] = "RRFFF",
        ["2025-04-02__moved-no-discuss-link__d27362233.md"] = "RRFFF",
        ["2026-05-13__conflict-markers__1ae5e8f61.md"] = "-",
        ["2026-07-29__bot-metadata__d8b4a4647.md"] = "FFFFF",
        ["2026-08-26__fresh__d592478f2.md"] = "FFFFF",
        ["DRAFT_TEMPLATE__template__8ed080e79.md"] = "FFRRF",
        ["DRAFT_TEMPLATE__template__d592478f2.md"] = "FFFFF",
    };

    [Fact]
    public async Task Each_draft_is_filled_or_refused_as_it_should_be()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Shared.Need("corpus", "drafts")))
        {
            var fill = DraftFiller.Fill(await LoadAsync(path), IssueFormat.ThisWeekInRust, DraftSamples.Winners, DraftSamples.All);
            found[Path.GetFileName(path)] =
                fill.Refusals.Count > 0 ? "-" : string.Concat(fill.Sections.Select(section => section.Outcome.ToString()[0]));
        }

        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(s_expected);
    }

    [Fact]
    public async Task With_the_placeholders_put_back_each_draft_is_what_it_was_byte_for_byte()
    {
        var winners = DraftSamples.Winners;
        foreach (var path in Directory.EnumerateFiles(Shared.Need("corpus", "drafts")))
        {
            var file = await LoadAsync(path);
            var fill = DraftFiller.Fill(file, IssueFormat.ThisWeekInRust, winners, DraftSamples.All);
            var back = fill
                .Text.Replace(SectionText.Crates(winners.Crates), "<!-- COTW goes here -->", StringComparison.Ordinal)
                .Replace(SectionText.Quotes(winners.Quotes), "<!-- QOTW goes here -->", StringComparison.Ordinal)
                .Replace("\n\n" + SectionText.Calls(winners.Calls) + "\n", "\n", StringComparison.Ordinal)
                .Replace("\n\n" + SectionText.EventCalls(winners.EventCalls) + "\n", "\n", StringComparison.Ordinal)
                .Replace(SectionText.Links(winners.Links) + "\n", "", StringComparison.Ordinal);
            // Those that came among others, each to its place.
            back = winners
                .Calls.Select(SectionText.Call)
                .Concat(winners.EventCalls.Select(SectionText.EventCall))
                .Aggregate(back, (text, item) => text.Replace(item + "\n", "", StringComparison.Ordinal));

            Encoding.UTF8.GetBytes(back).ShouldBe(file.Bytes.ToArray(), path);
        }
    }

    [Fact]
    public async Task A_filled_section_passes_check_and_a_second_time_changes_nothing()
    {
        foreach (var path in Directory.EnumerateFiles(Shared.Need("corpus", "drafts")))
        {
            var fill = DraftFiller.Fill(await LoadAsync(path), IssueFormat.ThisWeekInRust, DraftSamples.Winners, DraftSamples.All);
            var again = DraftFiller.Fill(
                IssueFile.Decode(path, Encoding.UTF8.GetBytes(fill.Text)),
                IssueFormat.ThisWeekInRust,
                DraftSamples.Winners,
                DraftSamples.All
            );

            again.Text.ShouldBe(fill.Text, path);
            again
                .Sections.Select(section => section.Outcome)
                .ShouldBe(
                    fill.Sections.Select(section => section.Outcome == FillOutcome.Filled ? FillOutcome.AlreadyThere : section.Outcome),
                    path
                );
            var codes = Codes(path, fill.Text).ToList();
            codes.ShouldNotContain("empty-crate", path);
            codes.ShouldNotContain("empty-quote", path);
            codes.Except(Codes(path, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task The_damaged_draft_is_refused_with_the_way_out()
    {
        var seed = Directory.EnumerateFiles(Shared.Need("corpus", "seed")).Single();

        var fill = DraftFiller.Fill(await LoadAsync(seed), IssueFormat.ThisWeekInRust, DraftSamples.Winners, DraftSamples.All);

        fill.Refusals.ShouldHaveSingleItem().ToString().ShouldContain("syndicator repair");
    }

    [Fact]
    public async Task Published_issues_keep_their_crate_and_quote()
    {
        foreach (var path in Directory.EnumerateFiles(Shared.Need("corpus", "issues"), "202*"))
        {
            var file = await LoadAsync(path);
            var fill = DraftFiller.Fill(file, IssueFormat.ThisWeekInRust, DraftSamples.Winners, [DraftSection.Crate, DraftSection.Quote]);

            Encoding.UTF8.GetBytes(fill.Text).ShouldBe(file.Bytes.ToArray(), path);
        }
    }

    [Fact]
    public async Task Published_lists_of_calls_keep_every_row_and_gain_those_that_are_new()
    {
        // One in three: their lists repeat.
        foreach (var path in Directory.GetFiles(Shared.Need("corpus", "issues"), "202*").Where((_, index) => index % 3 == 0))
        {
            var file = await LoadAsync(path);
            DraftSection[] calls = [DraftSection.ProjectCalls, DraftSection.EventCalls];
            var fill = DraftFiller.Fill(file, IssueFormat.ThisWeekInRust, DraftSamples.Winners, calls);

            var filled = fill.Sections.Where(section => section.Outcome == FillOutcome.Filled).Select(section => section.Section).ToList();
            var urls = DraftSamples
                .Winners.Calls.Select(call => (DraftSection.ProjectCalls, call.Url))
                .Concat(DraftSamples.Winners.EventCalls.Select(call => (DraftSection.EventCalls, call.Url)))
                .Where(call => filled.Contains(call.Item1))
                .Select(call => call.Url);
            var issue = IssueReader.Read(path, fill.Text, IssueFormat.ThisWeekInRust);
            Rows(issue)
                .Order(StringComparer.Ordinal)
                .ShouldBe(
                    Rows(IssueReader.Read(path, file.Text!, IssueFormat.ThisWeekInRust)).Concat(urls).Order(StringComparer.Ordinal),
                    path
                );
        }
    }

    private static IEnumerable<string> Rows(Issue issue) =>
        issue.ProjectCalls.Select(call => call.Url).Concat(issue.EventCalls.Select(call => call.Url));

    private static IEnumerable<string> Codes(string path, string text) =>
        IssueCheck
            .Run(IssueReader.Read(path, text, IssueFormat.ThisWeekInRust), text, new CheckContext(new DateOnly(2026, 8, 26), []))
            .Where(diagnostic => diagnostic.Severity == Severity.Error)
            .Select(diagnostic => diagnostic.Code)
            .Distinct(StringComparer.Ordinal);

    private static async Task<IssueFile> LoadAsync(string path)
    {
        var file = await IssueFile.LoadAsync(path, TestContext.Current.CancellationToken);
        file.Text.ShouldNotBeNull();
        return file;
    }
}
