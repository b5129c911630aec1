using System.Globalization;

namespace Syndicator.Networks.Text;

/// <summary>A set of code points, written as hexadecimal numbers and ranges in ascending order: <c>A9 2194-2199</c>.</summary>
internal sealed class CodePointSet
{
    private readonly int[] starts;
    private readonly int[] ends;

    public CodePointSet(string ranges)
    {
        var parts = ranges.Split(' ');
        starts = [.. parts.Select(part => Parse(part.Split('-')[0]))];
        ends = [.. parts.Select(part => Parse(part.Split('-')[^1]))];
    }

    public bool Contains(int point)
    {
        var index = Array.BinarySearch(starts, point);
        return index >= 0 || (~index > 0 && point <= ends[~index - 1]);
    }

    private static int Parse(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
