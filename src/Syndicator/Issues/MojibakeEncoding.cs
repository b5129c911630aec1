using System.Text;

namespace Syndicator.Issues;

/// <summary>A single-byte encoding that UTF-8 text may have been mistaken for.</summary>
internal sealed class MojibakeEncoding
{
    private readonly Dictionary<char, byte> _bytes = [];
    private readonly string[] _upperHalves;

    /// <param name="name">For people.</param>
    /// <param name="upperHalves">The characters of 0x80 to 0xFF, once for each way in which programs disagree about them.</param>
    private MojibakeEncoding(string name, params string[] upperHalves)
    {
        Name = name;
        _upperHalves = upperHalves;
        foreach (var upperHalf in upperHalves)
        {
            for (var index = 0; index < upperHalf.Length; index++)
            {
                _bytes[upperHalf[index]] = (byte)(0x80 + index);
            }
        }
    }

    /// <summary>
    /// Windows-1252. Its five unassigned bytes stay the control characters of the same number, as browsers and Windows have it
    /// (https://encoding.spec.whatwg.org/index-windows-1252.txt).
    /// </summary>
    public static MojibakeEncoding Windows1252 { get; } =
        new(
            "Windows-1252",
            "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"
                + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
        );

    /// <summary>
    /// Mac Roman (https://encoding.spec.whatwg.org/index-macintosh.txt). 0xDB was the currency sign until 1998 and is the euro sign
    /// since; 0xBD is the Greek letter for Apple, browsers and Python, the ohm sign in .NET's and Windows' code page 10000.
    /// </summary>
    public static MojibakeEncoding MacRoman { get; } =
        new(
            "Mac Roman",
            MacRomanUpperHalf('\u03a9', '€'),
            MacRomanUpperHalf('\u2126', '€'),
            MacRomanUpperHalf('\u03a9', '¤'),
            MacRomanUpperHalf('\u2126', '¤')
        );

    public static IReadOnlyList<MojibakeEncoding> All { get; } = [MacRoman, Windows1252];

    public string Name { get; }

    /// <summary>Bytes of a run of characters beyond ASCII; false when one of them is not in this encoding.</summary>
    public bool TryEncode(ReadOnlySpan<char> run, Span<byte> bytes)
    {
        for (var index = 0; index < run.Length; index++)
        {
            if (!_bytes.TryGetValue(run[index], out bytes[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this character stands for a byte that begins a UTF-8 sequence: the cheap first test.</summary>
    public bool CanStart(char first) => _bytes.TryGetValue(first, out var lead) && lead is >= 0xC2 and <= 0xF4;

    /// <summary>Whether the damage done to one text gives exactly the other.</summary>
    public bool Damages(string text, string damaged)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length == damaged.Length && Array.Exists(_upperHalves, half => IsReading(bytes, damaged, half));
    }

    private static bool IsReading(byte[] bytes, string characters, string upperHalf)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes[index];
            if (characters[index] != (value < 0x80 ? (char)value : upperHalf[value - 0x80]))
            {
                return false;
            }
        }

        return true;
    }

    private static string MacRomanUpperHalf(char at0xBD, char at0xDB) =>
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªº"
        + at0xBD
        + "æø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄"
        + at0xDB
        + "‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
}
