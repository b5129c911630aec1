using System.Globalization;
using System.Text.Json;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

/// <summary>Every trusted field of the corpus' facts against what the reader makes of the same file.</summary>
public sealed class CorpusFactsTests
{
    /// <summary>Differences that stay, each with its reason; one that disappears fails the test too, so that the table stays true.</summary>
    private static readonly Dictionary<string, string> _expectedDifferences = new(StringComparer.Ordinal)
    {
        ["2017-08-22-this-week-in-rust.md cfp_projects"] = Transcript,
        ["2017-08-22-this-week-in-rust.md cfp_projects.url"] = Transcript,
        ["2017-08-22-this-week-in-rust.md cfp_projects.item"] = Transcript,
        ["2017-08-22-this-week-in-rust.md cfp_projects.group"] = Transcript,
        ["2020-11-25__copied-last-week__b0c9ddde5.md qotw[1].thanks"] =
            "The draft's quote section is, byte for byte, that of 2020-11-18, whose facts give the second quote no thanks; the two facts cannot both hold.",
    };

    private const string Transcript =
        "The facts stop at the photograph of a whiteboard; the reader takes the calls from its transcript below.";

    [Fact]
    public void Every_trusted_field_agrees()
    {
        var corpus = Shared.Need("corpus", "facts.jsonl");
        var differences = new List<Difference>();
        var compared = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        foreach (var line in File.ReadLines(corpus))
        {
            using var fact = JsonDocument.Parse(line);
            var comparison = Compare(Path.GetDirectoryName(corpus)!, fact.RootElement);
            compared[comparison.IsRecent] += comparison.Compared;
            differences.AddRange(comparison.Differences);
        }

        var unexpected = differences.Where(difference => !_expectedDifferences.ContainsKey(difference.Key)).ToList();
        var gone = _expectedDifferences.Keys.Except(differences.Select(difference => difference.Key)).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"compared {compared[true]} recent and {compared[false]} older fields");

        unexpected.ShouldBeEmpty(string.Join('\n', unexpected));
        gone.ShouldBeEmpty("expected differences that are none any more: " + string.Join(", ", gone));
        (differences.Count(difference => !difference.IsRecent) * 100).ShouldBeLessThan(compared[false]);
    }

    private static FactComparison Compare(string corpus, JsonElement fact)
    {
        var path = Path.Combine(corpus, fact.GetProperty("path").GetString()!);
        var issue = IssueReader.Read(path, File.ReadAllText(path), IssueFormat.ThisWeekInRust);
        var comparison = new FactComparison(fact);
        comparison.CompareHead(issue);
        comparison.CompareSections(issue);
        comparison.CompareCrates(issue);
        comparison.CompareQuotes(issue);
        comparison.CompareCalls(issue);
        comparison.CompareLinks(issue);
        return comparison;
    }
}

internal sealed record Difference(string File, string Field, bool IsRecent, string Expected, string Actual)
{
    public string Key => File + " " + Field;

    public override string ToString() => $"{File} {Field}\n    expected {Expected}\n    actual   {Actual}";
}

/// <summary>One file's facts and what differs from them.</summary>
internal sealed class FactComparison(JsonElement fact)
{
    private readonly string _file = fact.GetProperty("file").GetString()!;
    private readonly JsonElement _trust = fact.GetProperty("trust");

    public List<Difference> Differences { get; } = [];
    public int Compared { get; private set; }

    public bool IsRecent { get; } =
        fact.GetProperty("kind").GetString() == "draft" || string.CompareOrdinal(fact.GetProperty("date").GetString(), "2020") >= 0;

    public void CompareHead(Issue issue)
    {
        Check("number", Text("number"), issue.Number?.ToString(CultureInfo.InvariantCulture));
        Check("date", Text("date"), issue.Date?.ToString("O", CultureInfo.InvariantCulture));
        Check("title", Text("title"), issue.Title);
        Check("url_path", Text("url_path"), issue.Url is null ? null : new Uri(issue.Url).AbsolutePath);
        Check("accounts", fact.GetProperty("accounts").GetArrayLength(), issue.IntroductionLinks.Count);
        Check("discuss_url", Text("discuss_url"), issue.Discussion?.Url);
        Check(
            "jobs_url",
            Text("jobs_url"),
            issue.Jobs.FirstOrDefault(link => link.Text.Contains("Hiring", StringComparison.OrdinalIgnoreCase))?.Url
        );
    }

    public void CompareSections(Issue issue)
    {
        if (!IsTrusted("sections"))
        {
            return;
        }

        var expected = fact.GetProperty("sections").EnumerateArray().ToList();
        Check("sections.count", expected.Count, issue.Sections.Count);
        for (var i = 0; i < Math.Min(expected.Count, issue.Sections.Count); i++)
        {
            var actual = issue.Sections[i];
            Check($"sections[{i}]", Text(expected[i], "text"), actual.Title);
            Check($"sections[{i}].level", Number(expected[i], "level"), actual.Level);
            Check($"sections[{i}].line", Number(expected[i], "line"), actual.Line);
            Check($"sections[{i}].links", Number(expected[i], "links"), actual.Links);
            Check($"sections[{i}].heading_url", Text(expected[i], "heading_url"), actual.HeadingUrl);
        }
    }

    public void CompareCrates(Issue issue)
    {
        var expected = fact.GetProperty("cotw").EnumerateArray().ToList();
        Check("cotw", Names(expected, "name"), string.Join(" | ", issue.Crates.Select(crate => crate.Name)));
        for (var i = 0; i < Math.Min(expected.Count, issue.Crates.Count); i++)
        {
            Check($"cotw[{i}].url", Text(expected[i], "url"), issue.Crates[i].Url);
            if (IsTrusted("cotw_thanks"))
            {
                Check($"cotw[{i}].thanks", Thanks(expected[i]), Thanks(issue.Crates[i].Thanks));
            }
        }

        if (expected.Count > 0)
        {
            Check("cotw_self", fact.GetProperty("cotw_self").GetBoolean(), issue.Crates.Any(crate => crate.IsSelfSuggestion));
        }
    }

    public void CompareQuotes(Issue issue)
    {
        if (!IsTrusted("qotw") || !IsTrusted("qotw_structure"))
        {
            return;
        }

        var expected = fact.GetProperty("qotw").EnumerateArray().ToList();
        Check("qotw.count", expected.Count, issue.Quotes.Count);
        for (var i = 0; i < Math.Min(expected.Count, issue.Quotes.Count); i++)
        {
            var actual = issue.Quotes[i];
            if (IsTrusted("qotw_text"))
            {
                Check($"qotw[{i}].text", Text(expected[i], "text"), actual.Text);
            }

            var attribution = expected[i].TryGetProperty("attribution", out var found) ? found : default;
            Check($"qotw[{i}].attribution", Text(attribution, "text"), actual.Attribution?.Text);
            Check($"qotw[{i}].attribution.url", Text(attribution, "url") ?? "", actual.Attribution?.Url ?? "");
            Check($"qotw[{i}].thanks", Thanks(expected[i]), Thanks(actual.Thanks));
        }
    }

    public void CompareCalls(Issue issue)
    {
        var projects = fact.GetProperty("cfp_projects").EnumerateArray().ToList();
        Check("cfp_projects", Names(projects, "text"), string.Join(" | ", issue.ProjectCalls.Select(call => call.Text)));
        Check("cfp_projects.url", Names(projects, "url"), string.Join(" | ", issue.ProjectCalls.Select(call => call.Url)));
        var items = projects.Select(project => Text(project, "item") ?? Text(project, "text"));
        Check("cfp_projects.item", string.Join(" | ", items), string.Join(" | ", issue.ProjectCalls.Select(call => call.Item)));
        Check("cfp_projects.group", Names(projects, "group"), string.Join(" | ", issue.ProjectCalls.Select(call => call.Group)));
        if (!IsTrusted("cfp_events"))
        {
            return;
        }

        var events = fact.GetProperty("cfp_events").EnumerateArray().ToList();
        Check("cfp_events.count", events.Count, issue.EventCalls.Count);
        for (var i = 0; i < Math.Min(events.Count, issue.EventCalls.Count); i++)
        {
            CompareEventCall($"cfp_events[{i}]", events[i], issue.EventCalls[i]);
        }
    }

    private void CompareEventCall(string field, JsonElement expected, EventCall actual)
    {
        if (IsTrusted("cfp_events.name"))
        {
            Check(field + ".name", Text(expected, "name"), actual.Name);
        }

        if (IsTrusted("cfp_events.url"))
        {
            Check(field + ".url", Text(expected, "url"), actual.Url);
        }

        Check(field + ".closes", Text(expected, "closes"), actual.Closes);
        Check(field + ".place", Text(expected, "place"), actual.Place);
        Check(field + ".event_date", Text(expected, "event_date"), actual.EventDate);
        Check(field + ".closes_date", Text(expected, "closes_date"), actual.ClosesOn?.ToString("O", CultureInfo.InvariantCulture));
        Check(field + ".event_first_date", Text(expected, "event_first_date"), actual.EventOn?.ToString("O", CultureInfo.InvariantCulture));
        Check(field + ".rolling", expected.GetProperty("rolling").GetBoolean(), actual.IsRolling);
    }

    public void CompareLinks(Issue issue)
    {
        if (fact.GetProperty("community_links").ValueKind == JsonValueKind.Number)
        {
            Check("community_links", Number(fact, "community_links"), issue.CommunityLinks.Count);
        }

        if (fact.GetProperty("events_count").ValueKind == JsonValueKind.Number)
        {
            Check("events_count", Number(fact, "events_count"), issue.EventCount);
        }
    }

    private bool IsTrusted(string field) => !_trust.TryGetProperty(field, out _);

    private void Check<T>(string field, T expected, T actual)
    {
        if (!IsTrusted(field))
        {
            return;
        }

        Compared++;
        if (!Equals(expected, actual))
        {
            Differences.Add(new Difference(_file, field, IsRecent, $"{expected}", $"{actual}"));
        }
    }

    private string? Text(string field) => Text(fact, field);

    private static string? Text(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;

    private static int Number(JsonElement element, string field) => element.GetProperty(field).GetInt32();

    private static string Names(List<JsonElement> items, string field) => string.Join(" | ", items.Select(item => Text(item, field)));

    private static string Thanks(JsonElement owner) =>
        owner.TryGetProperty("thanks", out var thanks)
            ? string.Join(" | ", thanks.EnumerateArray().Select(each => $"{Text(each, "name")} <{Text(each, "url")}>"))
            : "";

    private static string Thanks(IReadOnlyList<Thanks> thanks) => string.Join(" | ", thanks.Select(each => $"{each.Name} <{each.Url}>"));
}
