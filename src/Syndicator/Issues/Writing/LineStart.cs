using System.Buffers;

namespace Syndicator.Issues.Writing;

/// <summary>What at the beginning of a line would be a heading, a list, a quote, a fence, a rule, a table or a definition instead of words.</summary>
internal static class LineStart
{
    /// <summary>In CommonMark a number of a list has at most nine digits.</summary>
    private const int LongestNumber = 9;

    private static readonly SearchValues<char> s_roman = SearchValues.Create("ivxlcdmIVXLCDM");

    /// <summary>The index of the character that must be escaped; -1 when none must.</summary>
    public static int Marker(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return -1;
        }

        return line[0] switch
        {
            '#' or '>' or '=' or ':' or '~' or '*' or '_' => 0,
            '-' or '+' when line.Length == 1 || line[1] is ' ' or '-' or '+' or '|' => 0,
            _ => NumberEnd(line),
        };
    }

    /// <summary>The mark after <c>1.</c>, <c>2)</c> and what some programs take for numbers too: <c>a.</c>, <c>iv)</c>.</summary>
    private static int NumberEnd(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExceptInRange('0', '9');
        if (end == 0)
        {
            end = line.IndexOfAnyExcept(s_roman);
            end = end <= 0 && char.IsAsciiLetter(line[0]) ? 1 : end;
        }

        var isNumber = end is > 0 and <= LongestNumber && end < line.Length && line[end] is '.' or ')';
        return isNumber && (end + 1 == line.Length || line[end + 1] == ' ') ? end : -1;
    }
}
