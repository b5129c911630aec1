using FsCheck;
using FsCheck.Fluent;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>What holds of every list that calls are added to.</summary>
public class CallListLaws
{
    /// <summary>What lists have been seen to hold: items of every marker, nested, broken, with comments and empty lines between them.</summary>
    private static readonly string[] s_lines =
    [
        "* [anchor - a](https://example.com/a)",
        "* [ocean - o](https://example.com/o)\n    * [deep - d](https://example.com/d)",
        "- [zebra - z](https://example.com/z)",
        "+ [Beta - b](https://example.com/b)",
        "*   [mole - m](https://example.com/m)",
        "  * [nested - n](https://example.com/n)",
        "[no marker](https://example.com/p)",
        "  goes on",
        "lazily goes on",
        "<!-- sha=1 -->",
        "",
        "* *nothing linked*",
    ];

    private static readonly Arbitrary<string[]> s_lists = Gen.Elements(s_lines).ArrayOf().ToArbitrary();

    [Fact]
    public void What_others_wrote_stays_and_a_second_time_changes_nothing() => Check.One(Seeded.Cases(60), Prop.ForAll(s_lists, OnlyGains));

    [Fact]
    public void What_others_wrote_is_read_as_before_and_what_was_added_is_read_too() =>
        Check.One(Seeded.Cases(60), Prop.ForAll(s_lists, IsReadAsBefore));

    private static bool OnlyGains(string[] list)
    {
        var draft = Draft(list);
        var fill = Fill(draft);
        var kept = fill.Text.Split('\n').Where(line => !IsOurs(line)).ToList();
        var before = draft.Split('\n');
        // An empty line or two may set the new items apart.
        Without(kept).ShouldBe(Without(before));
        kept.Count.ShouldBeInRange(before.Length, before.Length + 2);
        var again = Fill(fill.Text);
        again.Text.ShouldBe(fill.Text);
        Fill(WithCarriageReturns(draft)).Text.ShouldBe(WithCarriageReturns(fill.Text));
        (fill.Sections[0].Outcome == FillOutcome.Refused || again.Sections[0].Outcome == FillOutcome.AlreadyThere).ShouldBeTrue();
        return true;
    }

    private static bool IsReadAsBefore(string[] list)
    {
        var draft = Draft(list);
        var fill = Fill(draft);
        if (fill.Sections[0].Outcome != FillOutcome.Filled)
        {
            return true;
        }

        var calls = Calls(fill.Text).ToList();
        calls.Where(call => !IsOurs(call)).ShouldBe(Calls(draft), $"in\n{fill.Text}");
        calls.Count(IsOurs).ShouldBe(2, $"in\n{fill.Text}");
        return true;
    }

    private static IEnumerable<string> Without(IEnumerable<string> lines) => lines.Where(line => line.Length > 0);

    private static bool IsOurs(string text) => DraftSamples.Winners.Calls.Any(call => text.Contains(call.Url, StringComparison.Ordinal));

    private static IEnumerable<string> Calls(string draft) =>
        IssueReader.Read("draft.md", draft, IssueFormat.ThisWeekInRust).ProjectCalls.Select(call => $"{call.Text} {call.Url}");

    private static string Draft(string[] list) =>
        DraftSamples.Draft.Replace("If you own a project", string.Join('\n', list) + "\n\nIf you own a project", StringComparison.Ordinal);

    private static string WithCarriageReturns(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    private static DraftFill Fill(string draft) => DraftSamples.Fill(draft, null, DraftSection.ProjectCalls);
}
