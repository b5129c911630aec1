using System.Buffers;
using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>What can be a crate's name (https://doc.rust-lang.org/cargo/reference/registry-index.html#name-restrictions).</summary>
internal static class CrateName
{
    private const int Longest = 64;

    /// <summary>Words of the language and names that crates.io gives to nobody.</summary>
    private static readonly FrozenSet<string> s_reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. (
                "abstract alignof as async await become box break const continue crate do dyn else enum extern false final fn for if impl in let loop "
                + "macro match mod move mut offsetof override priv proc pub pure ref return self sizeof static struct super test trait true try type "
                + "typeof union unsafe unsized use virtual where while yield std core alloc proc_macro rustc rust cargo rustup bool char str string vec "
                + "option result some none ok err u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 main todo panic println unwrap expect clone "
                + "nul con prn aux"
            ).Split(' '),
        ]
    );

    public static bool IsPossible(string name)
    {
        if (name.Length is 0 or > Longest || !char.IsAsciiLetter(name[0]) || s_reserved.Contains(name))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return char.IsAsciiLetterOrDigit(name[^1]);
    }

    private static readonly SearchValues<char> s_signs = SearchValues.Create("-_0123456789");

    /// <summary>Whether no word of a sentence looks like it: <c>serde_json</c>, <c>sha2</c>.</summary>
    public static bool IsDistinctive(string name) =>
        name.Length > 2 && name.AsSpan().ContainsAny(s_signs) && !name.Split('-', '_').All(EverydayWords.Contains);
}
