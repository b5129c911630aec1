using System.Globalization;
using System.Text;

namespace Syndicator.App.Plots;

/// <summary>How much room texts take. Nobody asks a font: signs count as wide as they are in the widest that the style sheet names.</summary>
internal static class PlotText
{
    /// <summary>In the units of a drawing; the style sheet says the same.</summary>
    public const double Size = 11.5;

    private const string Narrow = " .,:;'|ijltfr()[]-!";

    public static double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += ShareOf(rune) * Size;
        }

        return width;
    }

    /// <summary>The text, or as much of it as there is room for.</summary>
    public static string Fit(string text, double room)
    {
        text = OneLine.Of(text, 200);
        if (WidthOf(text) <= room)
        {
            return text;
        }

        var length = 0;
        var signs = StringInfo.GetTextElementEnumerator(text);
        while (signs.MoveNext() && WidthOf(text[..(signs.ElementIndex + signs.GetTextElement().Length)] + "…") <= room)
        {
            length = signs.ElementIndex + signs.GetTextElement().Length;
        }

        return text[..length].TrimEnd() + "…";
    }

    /// <summary>A label in the middle of a place, moved aside where it would stick out of the drawing.</summary>
    public static Mark.Label Within(double x, double y, string text, double width)
    {
        var fitting = Fit(text, width);
        var half = WidthOf(fitting) / 2;
        return new Mark.Label(Math.Clamp(x, Math.Min(half, width / 2), Math.Max(width - half, width / 2)), y, fitting, "middle");
    }

    private static double ShareOf(Rune rune) =>
        rune.Value >= 0x1100 ? 1.05
        : rune.IsAscii && Narrow.Contains((char)rune.Value, StringComparison.Ordinal) ? 0.4
        : Rune.IsUpper(rune) || rune.Value is 'm' or 'w' or '%' ? 0.85
        : 0.64;
}
