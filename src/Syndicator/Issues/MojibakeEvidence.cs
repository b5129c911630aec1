using System.Buffers;
using System.Globalization;
using System.Text;

namespace Syndicator.Issues;

/// <summary>What speaks for and against a text having been mistaken for one encoding.</summary>
/// <param name="Points">For: 2 for a run inside a word or a long one, 1 for a short one that stands alone.</param>
/// <param name="Undamaged">Against: runs beyond ASCII that are no UTF-8 in this encoding.</param>
/// <param name="Lines">Of the runs that are.</param>
internal sealed record MojibakeEvidence(int Points, int Undamaged, IReadOnlyList<int> Lines)
{
    /// <summary>How far before a run its quotation mark is looked for: a bound for files of one endless line.</summary>
    private const int FarthestLookBack = 1000;

    public static MojibakeEvidence Collect(string text, MojibakeEncoding encoding)
    {
        var (points, undamaged) = (0, 0);
        var lines = new List<int>();
        var (line, counted) = (1, 0);
        foreach (var run in new NonAsciiRuns(text))
        {
            if (!TryDecode(text.AsSpan(run.Start, run.Length), encoding, out var first, out var count))
            {
                undamaged++;
                continue;
            }

            line += text.AsSpan(counted, run.Start - counted).Count('\n');
            counted = run.Start;
            if (lines.Count == 0 || lines[^1] != line)
            {
                lines.Add(line);
            }

            points += PointsOf(text, run, first, count);
        }

        return new MojibakeEvidence(points, undamaged, lines);
    }

    /// <summary>Decodes a run as what it would have been.</summary>
    /// <param name="first">Its first character.</param>
    /// <param name="count">How many characters it would be.</param>
    private static bool TryDecode(ReadOnlySpan<char> run, MojibakeEncoding encoding, out Rune first, out int count)
    {
        (first, count) = (default, 0);
        if (run.Length < 2 || !encoding.CanStart(run[0]))
        {
            return false;
        }

        Span<byte> bytes = run.Length <= 64 ? stackalloc byte[run.Length] : new byte[run.Length];
        if (!encoding.TryEncode(run, bytes))
        {
            return false;
        }

        for (var rest = (ReadOnlySpan<byte>)bytes; rest.Length > 0; count++)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var used) != OperationStatus.Done)
            {
                return false;
            }

            first = count == 0 ? rune : first;
            rest = rest[used..];
        }

        return true;
    }

    private static int PointsOf(string text, (int Start, int Length) run, Rune first, int count)
    {
        if (!IsUsual(first) || IsQuoted(text, run.Start))
        {
            return 0;
        }

        if (count > 1 || run.Length > 3)
        {
            return 2;
        }

        // A single character may be two or three that stand side by side by accident (√π, –É, é »), or an example somebody gives.
        // It counts where what it decodes to is at home: letters in words, dashes anywhere.
        var inWord = TouchesLetter(text, run);
        return first.Value switch
        {
            < 0x180 or (>= 0x218 and <= 0x21B) => inWord ? 2 : 0,
            < 0x2000 => 0,
            0x2013 or 0x2014 => 2,
            < 0x2E80 => inWord ? 2 : 1,
            _ => inWord ? 0 : 1,
        };
    }

    /// <summary>What newsletters are written with: letters, punctuation, symbols, emoji; not the odd signs that accidents decode to.</summary>
    private static bool IsUsual(Rune rune) =>
        rune.Value switch
        {
            < 0xA0 => false,
            < 0x250 => true,
            < 0x370 => false,
            < 0x530 => true,
            < 0x1E00 => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter,
            _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.Control),
        };

    private static bool TouchesLetter(string text, (int Start, int Length) run)
    {
        var end = run.Start + run.Length;
        return (run.Start > 0 && char.IsAsciiLetter(text[run.Start - 1])) || (end < text.Length && char.IsAsciiLetter(text[end]));
    }

    /// <summary>Whether it stands in a code span or in quotation marks: where somebody writes about such damage.</summary>
    private static bool IsQuoted(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - FarthestLookBack), Math.Min(start, FarthestLookBack));
        before = before[(before.LastIndexOf('\n') + 1)..];
        return int.IsOddInteger(before.Count('`')) || int.IsOddInteger(before.Count('"'));
    }
}
