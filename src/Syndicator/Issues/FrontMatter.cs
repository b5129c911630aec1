using System.Globalization;

namespace Syndicator.Issues;

/// <summary>The <c>Key: value</c> lines at the head of an issue, up to the first blank line.</summary>
/// <param name="BodyLine">Index, from 0, of the first line that does not belong to it.</param>
internal sealed record FrontMatter(string? Title, string? Number, string? Date, int TitleLine, int NumberLine, int DateLine, int BodyLine)
{
    public static FrontMatter Read(ReadOnlySpan<char> markdown)
    {
        var result = new FrontMatter(null, null, null, 0, 0, 0, 0);
        var index = 0;
        foreach (var raw in markdown.EnumerateLines())
        {
            var line = raw.Trim().Trim('\uFEFF');
            var colon = line.IndexOf(':');
            if (colon <= 0 || !IsKey(line[..colon]))
            {
                break;
            }

            index++;
            result = result.With(line[..colon], line[(colon + 1)..].Trim(), index);
        }

        return result with
        {
            BodyLine = index,
        };
    }

    /// <summary>The day, from <c>2013-06-07 18:46</c>, <c>2020-12-2</c> or <c>2025-04-02</c>.</summary>
    public DateOnly? Day
    {
        get
        {
            var day = (Date ?? "").Split(' ', 2)[0];
            return DateOnly.TryParseExact(day, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        }
    }

    private static bool IsKey(ReadOnlySpan<char> key)
    {
        foreach (var character in key)
        {
            if (!char.IsAsciiLetter(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private FrontMatter With(ReadOnlySpan<char> key, ReadOnlySpan<char> value, int line)
    {
        if (key.Equals("Title", StringComparison.OrdinalIgnoreCase) && Title is null)
        {
            return this with { Title = value.ToString(), TitleLine = line };
        }

        if (key.Equals("Number", StringComparison.OrdinalIgnoreCase) && Number is null)
        {
            return this with { Number = value.ToString(), NumberLine = line };
        }

        return key.Equals("Date", StringComparison.OrdinalIgnoreCase) && Date is null
            ? this with
            {
                Date = value.ToString(),
                DateLine = line,
            }
            : this;
    }
}
