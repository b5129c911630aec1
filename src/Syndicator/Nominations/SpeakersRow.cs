using Syndicator.Issues;

namespace Syndicator.Nominations;

/// <summary>A call for speakers as its nomination's title has it: <c>name | closes | place | day</c>, the row that the issue will print. Null is a field that nobody knows.</summary>
internal sealed record SpeakersRow(string Name, string? Closes, string? Place, string? On)
{
    private const char Bar = '|';

    /// <summary>Until when it can be answered, as issues' rows are read.</summary>
    public Closing Closing => ClosingReader.Read(Closes);

    /// <summary>Whether the event's first day can be read.</summary>
    public bool HasDay => WrittenDate.Find(On) is not null;

    /// <returns>Null where the title is none: a task of a project, or not worded yet.</returns>
    public static SpeakersRow? Of(string? title)
    {
        var columns = title?.Split(Bar, StringSplitOptions.TrimEntries) ?? [];
        return columns.Length is >= 2 and <= 4
            ? new SpeakersRow(columns[0], Known(columns, 1), Known(columns, 2), Known(columns, 3))
            : null;
    }

    /// <summary>As a title; a row of which nothing but the name is known is a title like any other.</summary>
    public string ToTitle() =>
        string.Join($" {Bar} ", new[] { Name, Closes, Place, On }.Select(column => column?.Replace(Bar, '/').Trim())).TrimEnd(' ', Bar);

    /// <summary>What the issue's row will lack, a clause each.</summary>
    public IEnumerable<string> Missing()
    {
        if (Closing is Closing.Unreadable unreadable)
        {
            yield return unreadable.Words.Length == 0 ? "no closing day" : $"no closing day that can be read ({unreadable.Why})";
        }

        if (Place is null)
        {
            yield return "no place";
        }

        if (!HasDay)
        {
            yield return On is null ? "no day of the event" : "no day of the event that can be read";
        }
    }

    private static string? Known(string[] columns, int index) => columns.ElementAtOrDefault(index) is { Length: > 0 } known ? known : null;
}
