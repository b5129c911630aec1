namespace Syndicator.Networks.Bluesky;

/// <summary>Record keys that sort by time (https://atproto.com/specs/tid): 53 bits of microseconds since 1970, 10 bits of a clock id, in 13 characters.</summary>
internal static class Tid
{
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;
    private const int ClockBits = 10;

    /// <param name="microseconds">Since 1970; 0 to 2^53 - 1.</param>
    /// <param name="clockId">0 to 1023.</param>
    public static string Of(long microseconds, int clockId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(microseconds, 1L << 53);
        ArgumentOutOfRangeException.ThrowIfNegative(clockId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(clockId, 1 << ClockBits);
        var number = (microseconds << ClockBits) | (long)clockId;
        return string.Create(
            Length,
            number,
            static (characters, rest) =>
            {
                for (var at = Length - 1; at >= 0; at--, rest >>= 5)
                {
                    characters[at] = Alphabet[(int)(rest & 31)];
                }
            }
        );
    }

    /// <summary>The time a key was made of, in microseconds since 1970; null when it is no such key.</summary>
    public static long? Microseconds(string key)
    {
        if (key.Length != Length)
        {
            return null;
        }

        var number = 0L;
        foreach (var character in key)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            // The first character has four bits: the highest one is 0.
            if (digit < 0 || number >= 1L << 58)
            {
                return null;
            }

            number = (number << 5) | (long)digit;
        }

        return number < 0 ? null : number >> ClockBits;
    }
}
