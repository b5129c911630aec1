using System.Globalization;
using Syndicator.Configuration;

namespace Syndicator.Nominations.Reviewing;

/// <summary>A digest in a few lines, for a chat.</summary>
internal static class DigestText
{
    public const int Longest = 1800;

    public static string Of(RoundDigest digest, Publication publication, DateTimeOffset now)
    {
        var lines = new List<string> { Heading(digest, publication, now) };
        lines.AddRange(digest.Kinds.SelectMany(LinesOf));
        if (digest.Kinds.Count == 0)
        {
            lines.Add("Nothing is nominated.");
        }

        if (digest.UnreadCount > 0)
        {
            lines.Add($"Unread mentions: {Number(digest.UnreadCount)}.");
        }

        lines.AddRange(
            digest.Troubles.Select(trouble => $"Not read since {At(trouble.Since, publication)}: {trouble.Source} ({trouble.Text})")
        );
        return Bounded(lines);
    }

    /// <summary><c>jiff: 7 (3 nominators, 4 endorsements; won before: issue 640)</c>.</summary>
    public static string Of(Leader leader) =>
        $"{leader.Name}: {Number(leader.Support.Sum)} ({NoteOf(leader)}){(leader.IsChosen ? ", chosen" : "")}";

    /// <summary>Counts and marks: <c>3 nominators, 4 endorsements; won before: issue 640</c>.</summary>
    public static string NoteOf(Leader leader)
    {
        var support = leader.Support.EndorserCount is > 0 and var others ? ", " + Count(others, "endorsement", "endorsements") : "";
        var counts = Count(leader.Support.NominatorCount, "nominator", "nominators") + support;
        var age = leader.Age == 0 ? [] : (string[])[$"since {Count(leader.Age, "round", "rounds")}"];
        return string.Join("; ", [counts, .. age, .. leader.Marks.Select(mark => mark.Text)]);
    }

    public static string Heading(NomineeKind kind) =>
        kind switch
        {
            NomineeKind.Crate => "Crates",
            NomineeKind.Quote => "Quotes",
            NomineeKind.Link => "Links",
            _ => "Calls",
        };

    private static string Heading(RoundDigest digest, Publication publication, DateTimeOffset now)
    {
        var hours = (int)Math.Ceiling((digest.Closes - now).TotalHours);
        var issue = digest.IssueNumber is { } number ? $"{publication.Name} {Number(number)}" : publication.Name;
        return $"{issue}: nominations close {At(digest.Closes, publication)}, in {Count(hours, "hour", "hours")}.";
    }

    private static IEnumerable<string> LinesOf(KindDigest kind) =>
        kind
            .Leaders.Select(leader => "• " + Of(leader))
            .Prepend(kind.IsTie ? $"{Heading(kind.Kind)}, {Number(kind.TiedCount)} tied for the first place:" : $"{Heading(kind.Kind)}:");

    /// <summary>Whole lines; of those that do not fit it is said that there are more.</summary>
    private static string Bounded(IReadOnlyList<string> lines)
    {
        const string More = "…";
        var kept = new List<string>();
        var length = 0;
        foreach (var line in lines.Select(line => OneLine.Of(line, 300)))
        {
            if (length + line.Length + 1 > Longest - More.Length)
            {
                kept.Add(More);
                break;
            }

            kept.Add(line);
            length += line.Length + 1;
        }

        return string.Join('\n', kept);
    }

    private static string At(DateTimeOffset instant, Publication publication) =>
        TimeZoneInfo.ConvertTime(instant, publication.Zone).ToString("ddd d MMM, HH:mm zzz", CultureInfo.InvariantCulture);

    private static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
