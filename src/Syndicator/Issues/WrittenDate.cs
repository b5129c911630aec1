using System.Globalization;
using System.Runtime.InteropServices;

namespace Syndicator.Issues;

/// <summary>
/// Finds a day in words as editors write it: <c>2025-04-27</c>, <c>30 November 2024</c>, <c>December 3, 2021</c>, <c>27.04.2025</c>. Of two numbers that can each be
/// the month (<c>04.05.2025</c>) none is taken for it.
/// </summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenDate(DateOnly Day, int Start, int End)
{
    private static readonly string[] _months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    /// <summary>The first day in the text that exists in the calendar; null when there is none.</summary>
    public static WrittenDate? Find(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(text[i - 1]))
            {
                continue;
            }

            var found =
                char.IsAsciiDigit(text[i]) ? Iso(text, i) ?? DayMonthYear(text, i) ?? Dotted(text, i)
                : char.IsAsciiLetter(text[i]) ? MonthDayYear(text, i)
                : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether the text names a day, even one that can be read in two ways.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Find(text) is not null || WhyAmbiguous(text) is not null;

    /// <summary>That a day can be read in two ways, as a clause for people; null when there is no such day.</summary>
    public static string? WhyAmbiguous(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var end = i;
            if (
                (i == 0 || !char.IsLetterOrDigit(text[i - 1]))
                && Numbers(text, ref end) is (var one, var other, var year)
                && IsAmbiguous(one, other)
                && year > 0
            )
            {
                var (day, otherDay) = (new DateOnly(year, other, one), new DateOnly(year, one, other));
                return string.Create(CultureInfo.InvariantCulture, $"\"{text[i..end]}\" can be {day:d MMMM} or {otherDay:d MMMM}");
            }
        }

        return null;
    }

    /// <summary>Whether a newsletter can mean the day. With others, zones and spans may lead out of the calendar.</summary>
    public static bool CanBeMeant(DateOnly day) => day.Year is >= 1990 and <= 2200;

    /// <summary>The number of a month's name or abbreviation at the start of the text, and the name's length; zeros when there is none.</summary>
    public static (int Month, int Length) MonthAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
        {
            length++;
        }

        if (length < 3)
        {
            return (0, 0);
        }

        for (var month = 0; month < 12; month++)
        {
            if (
                _months[month].AsSpan().StartsWith(text[..length], StringComparison.OrdinalIgnoreCase)
                || (month == 8 && text[..length].Equals("Sept", StringComparison.OrdinalIgnoreCase))
            )
            {
                return (month + 1, length);
            }
        }

        return (0, 0);
    }

    private static WrittenDate? Iso(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        if (Number(text, ref end, 4, 4) is not { } year || !Skip(text, ref end, '-') || Number(text, ref end, 1, 2) is not { } month)
        {
            return null;
        }

        return Skip(text, ref end, '-') && Number(text, ref end, 1, 2) is { } day ? Make(year, month, day, at, end) : null;
    }

    private static WrittenDate? DayMonthYear(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        if (Number(text, ref end, 1, 2) is not { } day || !Skip(text, ref end, ' ') || MonthAt(text[end..]) is not (> 0, _) named)
        {
            return null;
        }

        end += named.Length;
        Skip(text, ref end, ',');
        return Skip(text, ref end, ' ') && Number(text, ref end, 4, 4) is { } year ? Make(year, named.Month, day, at, end) : null;
    }

    private static WrittenDate? MonthDayYear(ReadOnlySpan<char> text, int at)
    {
        if (MonthAt(text[at..]) is not (> 0, _) named)
        {
            return null;
        }

        var end = at + named.Length;
        Skip(text, ref end, '.');
        if (!Skip(text, ref end, ' ') || Number(text, ref end, 1, 2) is not { } day)
        {
            return null;
        }

        Skip(text, ref end, ',');
        return Skip(text, ref end, ' ') && Number(text, ref end, 4, 4) is { } year ? Make(year, named.Month, day, at, end) : null;
    }

    private static WrittenDate? Dotted(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        return Numbers(text, ref end) is not (var one, var other, var year) || IsAmbiguous(one, other) ? null
            : other > 12 ? Make(year, one, other, at, end)
            : Make(year, other, one, at, end);
    }

    /// <summary><c>27.04.2025</c>, as numbers alone.</summary>
    private static (int One, int Other, int Year)? Numbers(ReadOnlySpan<char> text, ref int end) =>
        Number(text, ref end, 1, 2) is { } one
        && Skip(text, ref end, '.')
        && Number(text, ref end, 1, 2) is { } other
        && Skip(text, ref end, '.')
        && Number(text, ref end, 4, 4) is { } year
            ? (one, other, year)
            : null;

    private static bool IsAmbiguous(int one, int other) => one != other && one is >= 1 and <= 12 && other is >= 1 and <= 12;

    private static WrittenDate? Make(int year, int month, int day, int start, int end) =>
        year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new WrittenDate(new DateOnly(year, month, day), start, end)
            : null;

    private static int? Number(ReadOnlySpan<char> text, ref int at, int shortest, int longest)
    {
        var (start, value) = (at, 0);
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start <= longest)
        {
            value = (value * 10) + (text[at++] - '0');
        }

        return at - start >= shortest && at - start <= longest ? value : null;
    }

    private static bool Skip(ReadOnlySpan<char> text, ref int at, char character)
    {
        if (at < text.Length && text[at] == character)
        {
            at++;
            return true;
        }

        return false;
    }
}
