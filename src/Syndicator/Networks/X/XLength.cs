using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>How X weighs characters: one of the published configurations of twitter-text (https://github.com/twitter/twitter-text, folder config).</summary>
/// <param name="Max">The longest post.</param>
/// <param name="Scale">Weights are divided by this.</param>
/// <param name="DefaultWeight">Of a character outside the ranges, and of an emoji.</param>
/// <param name="UrlLength">Of any URL, before scaling.</param>
/// <param name="AreEmojiOne">Whether a sequence that makes one emoji weighs as one character.</param>
/// <param name="LightWeight">Of Latin and other alphabets up to U+10FF, and of common punctuation.</param>
internal sealed record XWeights(int Max, int Scale, int DefaultWeight, int UrlLength, bool AreEmojiOne, int LightWeight)
{
    /// <summary>140 characters, all alike: until November 2017.</summary>
    public static XWeights V1 { get; } = new(140, 1, 1, 23, false, 1);

    /// <summary>280, emoji as one: in force since 2018.</summary>
    public static XWeights V3 { get; } = new(280, 100, 200, 23, true, 100);

    public int Of(char c) =>
        c is <= '\u10FF' or (>= '\u2000' and <= '\u200D') or (>= '\u2010' and <= '\u201F') or (>= '\u2032' and <= '\u2037')
            ? LightWeight
            : DefaultWeight;
}

/// <summary>How long a text is for X.</summary>
/// <param name="Weighted">In weighted characters.</param>
/// <param name="IsValid">Not empty, not too long, and without characters X refuses.</param>
/// <param name="ValidEnd">UTF-16 index of the last code unit that fits, counted as twitter-text does: shifted by what normalisation removed.</param>
internal readonly record struct XLength(int Weighted, bool IsValid, int ValidEnd)
{
    public static XLength Of(string text, XWeights weights)
    {
        var normal = Nfc.Normalize(text);
        var urls = UrlScanner.Find(normal, UrlGrammar.X);
        int weight = 0,
            validEnd = 0,
            nextUrl = 0;
        var isValid = true;
        for (var i = 0; i < normal.Length; )
        {
            while (nextUrl < urls.Count && urls[nextUrl].Start < i)
            {
                nextUrl++;
            }

            if (nextUrl < urls.Count && urls[nextUrl].Start == i)
            {
                weight += weights.UrlLength * weights.Scale;
                i += urls[nextUrl].CountedLength;
            }
            else if (AsciiRun(normal, i, nextUrl < urls.Count ? urls[nextUrl].Start : normal.Length) is > 0 and var run)
            {
                var fitting = Math.Min(run, ((weights.Max * weights.Scale) - weight) / weights.LightWeight);
                validEnd = isValid && fitting > 0 ? i + fitting - 1 : validEnd;
                weight += run * weights.LightWeight;
                i += run;
                continue;
            }
            else
            {
                i += Weigh(normal, i, weights, ref weight);
            }

            isValid &= !CharacterClasses.IsInvalid(normal[i - 1]);
            validEnd = isValid && weight <= weights.Max * weights.Scale ? i - 1 : validEnd;
        }

        var length = weight / weights.Scale;
        return new XLength(length, isValid && length > 0 && length <= weights.Max, validEnd + text.Length - normal.Length);
    }

    /// <summary>How many characters from here on are ASCII and no part of an emoji: those with nothing else behind them.</summary>
    private static int AsciiRun(string text, int start, int end)
    {
        var other = text.AsSpan(start, end - start).IndexOfAnyExceptInRange('\0', '\u007F');
        var run = other < 0 ? end - start : other;
        return start + run < text.Length && text[start + run] >= 0x80 ? run - 1 : run;
    }

    private static int Weigh(string text, int index, XWeights weights, ref int weight)
    {
        var emoji = weights.AreEmojiOne ? XEmoji.SequenceLength(text, index) : 0;
        if (emoji > 0)
        {
            weight += weights.DefaultWeight;
            return emoji;
        }

        var units = Surrogates.IsPairAt(text, index) ? 2 : 1;
        weight += weights.Of(text[index + units - 1]);
        return units;
    }
}
