using System.Globalization;

namespace Syndicator.Issues;

/// <summary>
/// Reads until when a call can be answered. A day alone ends where it ends last, anywhere on Earth; a time of day and a zone beside it count. Whatever could
/// change the instant and cannot be understood makes the whole unreadable: a guess might tell people of a call that is closed.
/// </summary>
internal static class ClosingReader
{
    /// <summary>A column that is longer says something else.</summary>
    private const int LongestWords = 200;

    private static readonly string[] s_closingWords = ["close", "closing", "deadline", "until", "till", "ends", "due"];
    private static readonly string[] s_openingWords = ["opens", "opening", "starts", "begins"];

    /// <summary>Beside a day they say that it is over, or not certain.</summary>
    private static readonly string[] s_doubtfulWords =
    [
        "closed",
        "cancel",
        "no longer",
        "sold out",
        "postponed",
        "approx",
        "circa",
        "probably",
        "tba",
        "tbc",
        "tbd",
        "not ",
        "?",
        "~~",
    ];

    /// <summary>Beside several days one of which was extended; with any other word, a day may be that of something else.</summary>
    private static readonly HashSet<string> s_extensionWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "extended",
        "extension",
        "deadline",
        "cfp",
        "call",
        "closes",
        "closing",
        "close",
        "open",
        "from",
        "to",
        "until",
        "till",
        "on",
        "was",
        "originally",
        "previously",
        "new",
        "old",
        "instead",
        "of",
        "the",
        "now",
        "by",
        "is",
        "has",
        "been",
        "again",
    };

    /// <param name="closes">As written; null: the row has none.</param>
    public static Closing Read(string? closes)
    {
        if (string.IsNullOrWhiteSpace(closes))
        {
            return new Closing.Unreadable("", "it has no closing day");
        }

        if (closes.Length > LongestWords)
        {
            return new Closing.Unreadable(OneLine.Of(closes, LongestWords), "the closing day is lost among too many words");
        }

        closes = OneLine.Of(closes, LongestWords);
        if (s_doubtfulWords.FirstOrDefault(words => closes.Contains(words, StringComparison.OrdinalIgnoreCase)) is { } doubtful)
        {
            return new Closing.Unreadable(closes, $"\"{closes}\" says \"{doubtful.Trim()}\": whether it is open until then is not certain");
        }

        if (WrittenDate.WhyAmbiguous(closes) is { } ambiguous)
        {
            return new Closing.Unreadable(closes, ambiguous);
        }

        var days = DaysIn(closes);
        return days.Count == 0
            ? closes.AsSpan().Mentions("rolling")
                ? new Closing.Rolling(closes)
                : new Closing.Unreadable(closes, $"no closing day can be read in \"{closes}\"")
            : Read(closes, days);
    }

    private static Closing Read(string closes, List<WrittenDate> days)
    {
        if (Choose(closes, days) is not { } day)
        {
            var named = string.Join(" and ", days.Select(one => one.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            return new Closing.Unreadable(closes, $"\"{closes}\" names several days, {named}, and does not say which of them it closes on");
        }

        if (closes.AsSpan().MentionsAny(s_openingWords) && !closes.AsSpan().MentionsAny(s_closingWords))
        {
            return new Closing.Unreadable(closes, $"\"{closes}\" says when it opens, not when it closes");
        }

        return WrittenDate.CanBeMeant(day)
            ? ClosingTime.Read(closes, day, Besides(closes, days))
            : new Closing.Unreadable(closes, $"the year of \"{closes}\" cannot be meant");
    }

    private static List<WrittenDate> DaysIn(string closes)
    {
        var days = new List<WrittenDate>();
        for (var from = 0; WrittenDate.Find(closes.AsSpan(from)) is { } found; from = days[^1].End)
        {
            days.Add(new WrittenDate(found.Day, from + found.Start, from + found.End));
        }

        return days;
    }

    /// <summary>Of several days the latest where nothing but an extension is told, else the one behind the only word that says so; null: nothing tells.</summary>
    private static DateOnly? Choose(string closes, List<WrittenDate> days)
    {
        if (days.TrueForAll(one => one.Day == days[0].Day))
        {
            return days[0].Day;
        }

        if (closes.AsSpan().Mentions("exten"))
        {
            return TellsOfAnExtensionOnly(closes, days) ? days.Max(one => one.Day) : null;
        }

        var behindWord = days.Where(
            (one, index) => closes[(index == 0 ? 0 : days[index - 1].End)..one.Start].AsSpan().MentionsAny(s_closingWords)
        );
        return behindWord.ToList() is [var only] && only == days[^1] ? only.Day : null;
    }

    private static bool TellsOfAnExtensionOnly(string closes, List<WrittenDate> days) =>
        Besides(closes, days)
            .Split([' ', ',', ':', ';', '(', ')', '.', '!', '-', '–', '*'], StringSplitOptions.RemoveEmptyEntries)
            .All(s_extensionWords.Contains);

    /// <summary>The words without the days; of <c>2031-05-04T23:59Z</c> the time without its mark.</summary>
    private static string Besides(string closes, List<WrittenDate> days)
    {
        var words = closes.ToCharArray();
        foreach (var day in days)
        {
            var isMarked = day.End + 1 < words.Length && words[day.End] == 'T' && char.IsAsciiDigit(words[day.End + 1]);
            words.AsSpan(day.Start, day.End - day.Start + (isMarked ? 1 : 0)).Fill(' ');
        }

        return new string(words);
    }
}
