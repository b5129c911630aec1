using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndicator.Tests.Nominations;

/// <summary>
/// How much of what is labelled was recognised so. A nominee counts where kind and identity agree; speaker and source of a quote, and the two marks, are
/// counted apart, among those that were found.
/// </summary>
internal sealed partial class LabelledScore
{
    private static readonly string[] s_kinds = ["crate", "quote", "link", "call", "endorsement", "unsorted", "nothing"];

    private readonly Dictionary<string, Tally> _tallies = s_kinds.ToDictionary(
        kind => kind,
        _ => new Tally(0, 0, 0),
        StringComparer.Ordinal
    );
    private readonly List<string> _misses = [];

    /// <summary>By kind. Of endorsements, what is endorsed counts; unsorted mentions and nothing count as one each.</summary>
    public IReadOnlyDictionary<string, Tally> Tallies => _tallies;

    public Share Speakers { get; private set; } = new(0, 0);
    public Share Sources { get; private set; } = new(0, 0);
    public Share SelfSuggestions { get; private set; } = new(0, 0);
    public Share Quotable { get; private set; } = new(0, 0);

    /// <summary>One line for everything that is not as labelled.</summary>
    public IReadOnlyList<string> Misses => _misses;

    public static LabelledScore Of(IEnumerable<(Label Label, Expectation Actual)> results)
    {
        var score = new LabelledScore();
        foreach (var (label, actual) in results)
        {
            score.Add(label, actual);
        }

        return score;
    }

    /// <summary>A Markdown table, the shares, and every miss.</summary>
    public override string ToString()
    {
        var report = new StringBuilder("| Kind | Labelled | Recognised | Right | Precision | Recall |\n|---|---|---|---|---|---|\n");
        foreach (var kind in s_kinds)
        {
            var tally = _tallies[kind];
            report.Append(
                CultureInfo.InvariantCulture,
                $"| {kind} | {tally.Right + tally.Missed} | {tally.Right + tally.Extra} | {tally.Right} | {tally.Precision:P1} | {tally.Recall:P1} |\n"
            );
        }

        report.Append(
            CultureInfo.InvariantCulture,
            $"\nOf those found: speaker {Speakers}, source {Sources}, self-suggestion {SelfSuggestions}, quotable {Quotable}\n"
        );
        return report.AppendJoin("", _misses.Select(miss => $"\n- {miss}")).ToString();
    }

    private void Add(Label label, Expectation actual)
    {
        var expected = Items(label.Expect);
        var found = Items(actual);
        foreach (var kind in s_kinds)
        {
            _tallies[kind] = _tallies[kind].With(Keys(expected, kind), Keys(found, kind));
        }

        var both = expected
            .Where(item => found.ContainsKey(item.Key))
            .Select(item => (Expected: item.Value, Actual: found[item.Key]))
            .ToList();
        List<string> wrong =
        [
            .. expected.Keys.Except(found.Keys).Select(key => $"missed {key}"),
            .. found.Keys.Except(expected.Keys).Select(key => $"took it for {key}"),
            .. both.SelectMany(pair => Details(pair.Expected, pair.Actual)),
            .. both.Exists(pair => pair.Expected is not null) ? Marks(label.Expect, actual) : [],
        ];
        if (wrong.Count > 0)
        {
            _misses.Add($"{label.Id}{(label.Open ? " (open)" : "")}: {string.Join("; ", wrong)} – {label.Why} – {Short(label.Post.Text)}");
        }
    }

    /// <summary>What a mention becomes, by kind and identity; null where it becomes no nominee.</summary>
    private static Dictionary<string, LabelledNominee?> Items(Expectation expectation)
    {
        if (expectation.Kind is "unsorted" or "nothing")
        {
            return new(StringComparer.Ordinal) { [expectation.Kind] = null };
        }

        var prefix = expectation.Kind == "endorsement" ? "endorsement of " : "";
        var items = new Dictionary<string, LabelledNominee?>(StringComparer.Ordinal);
        foreach (var nominee in expectation.Nominees)
        {
            items.TryAdd($"{prefix}{nominee.Kind} {Identity(nominee)}", nominee);
        }

        return items;
    }

    private static HashSet<string> Keys(Dictionary<string, LabelledNominee?> items, string kind) =>
        items.Keys.Where(key => key.Split(' ')[0] == kind).ToHashSet(StringComparer.Ordinal);

    private static string Identity(LabelledNominee nominee) =>
        nominee.Kind switch
        {
            "crate" when nominee.Name is { } name => name.Trim().ToLowerInvariant().Replace('-', '_'),
            "quote" => Collapsed(nominee.Text),
            _ => Address(nominee.Url),
        };

    private IEnumerable<string> Details(LabelledNominee? expected, LabelledNominee? actual)
    {
        if (expected is not { Kind: "quote" } || actual is null)
        {
            yield break;
        }

        var isSpeaker = Collapsed(expected.Speaker).TrimStart('@') == Collapsed(actual.Speaker).TrimStart('@');
        var isSource = Address(expected.Source) == Address(actual.Source);
        Speakers = Speakers.And(isSpeaker);
        Sources = Sources.And(isSource);
        if (!isSpeaker)
        {
            yield return $"speaker {actual.Speaker ?? "nobody"}, not {expected.Speaker ?? "nobody"}";
        }

        if (!isSource)
        {
            yield return $"source {actual.Source ?? "none"}, not {expected.Source ?? "none"}";
        }
    }

    private IEnumerable<string> Marks(Expectation expected, Expectation actual)
    {
        SelfSuggestions = SelfSuggestions.And(expected.SelfSuggestion == actual.SelfSuggestion);
        Quotable = Quotable.And(expected.Quotable == actual.Quotable);
        if (expected.SelfSuggestion != actual.SelfSuggestion)
        {
            yield return actual.SelfSuggestion ? "is no self-suggestion" : "is a self-suggestion";
        }

        if (expected.Quotable != actual.Quotable)
        {
            yield return actual.Quotable ? "is not quotable" : "is quotable";
        }
    }

    private static string Collapsed(string? text) => Blanks().Replace(text ?? "", " ").Trim();

    /// <summary>Without scheme and final slash, the host in small letters; a forum's addresses without the title, which it does not read.</summary>
    private static string Address(string? url)
    {
        var bare = Scheme().Replace(url ?? "", "").TrimEnd('/');
        var host = bare.Split('/')[0];
        return Title().Replace(host.ToLowerInvariant() + bare[host.Length..], "/t/");
    }

    private static string Short(string text) => Collapsed(text) is { Length: > 120 } line ? line[..119] + "…" : Collapsed(text);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex("^https?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"/t/[^/]+/(?=\d+/\d+$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Title();
}
