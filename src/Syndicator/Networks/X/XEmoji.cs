using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// Sequences of code points that X counts as one emoji. These are the sequences of Emoji 11 (https://unicode.org/Public/emoji/11.0/), which
/// twitter-text 3.1.0 stops at; later ones count more, so that a post is never longer than thought. Single code points need no place here: each of them
/// weighs as much as an emoji anyway.
/// </summary>
internal static class XEmoji
{
    private const int Joiner = 0x200D;
    private const int EmojiStyle = 0xFE0F;
    private const int Man = 0x1F468;
    private const int Woman = 0x1F469;
    private const int Boy = 0x1F466;
    private const int Girl = 0x1F467;
    private const int Heart = 0x2764;
    private const int Kiss = 0x1F48B;
    private const int BlackFlag = 0x1F3F4;

    // Characters that may be followed by the emoji style.
    private static readonly CodePointSet Styled = new(
        "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23ED-23EF 23F1-23F2 23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FE "
            + "2600-2604 260E 2611 2614-2615 2618 261D 2620 2622-2623 2626 262A 262E-262F 2638-263A 2640 2642 2648-2653 265F-2660 2663 2665-2666 2668 "
            + "267B 267F 2692-2697 2699 269B-269C 26A0-26A1 26AA-26AB 26B0-26B1 26BD-26BE 26C4-26C5 26C8 26CF 26D1 26D3-26D4 26E9-26EA 26F0-26F5 "
            + "26F7-26FA 26FD 2702 2708-2709 270C-270D 270F 2712 2714 2716 271D 2721 2733-2734 2744 2747 2757 2763-2764 27A1 2934-2935 2B05-2B07 "
            + "2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F004 1F170-1F171 1F17E-1F17F 1F202 1F21A 1F22F 1F237 1F321 1F324-1F32C 1F336 1F37D "
            + "1F396-1F397 1F399-1F39B 1F39E-1F39F 1F3CB-1F3CE 1F3D4-1F3DF 1F3F3 1F3F5 1F3F7 1F43F 1F441 1F4FD 1F549-1F54A 1F56F-1F570 1F573-1F579 "
            + "1F587 1F58A-1F58D 1F590 1F5A5 1F5A8 1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 1F5E8 1F5EF 1F5F3 1F5FA 1F6CB "
            + "1F6CD-1F6CF 1F6E0-1F6E5 1F6E9 1F6F0 1F6F3"
    );

    // Those that take a skin tone.
    private static readonly CodePointSet Toned = new(
        "261D 26F7 26F9 270A-270D 1F385 1F3C2-1F3C4 1F3C7 1F3CA-1F3CC 1F442-1F443 1F446-1F450 1F466-1F469 1F46E 1F470-1F478 1F47C 1F481-1F483 "
            + "1F485-1F487 1F4AA 1F574-1F575 1F57A 1F590 1F595-1F596 1F645-1F647 1F64B-1F64F 1F6A3 1F6B4-1F6B6 1F6C0 1F6CC 1F918-1F91C 1F91E-1F91F "
            + "1F926 1F930-1F939 1F93D-1F93E 1F9B5-1F9B6 1F9B8-1F9B9 1F9D1-1F9DD"
    );

    // Those that become a woman or a man by a sign, with a skin tone before it or nothing.
    private static readonly CodePointSet Gendered = new(
        "1F3C3-1F3C4 1F3CA 1F46E 1F471 1F473 1F477 1F481-1F482 1F486-1F487 1F645-1F647 1F64B 1F64D-1F64E 1F6A3 1F6B4-1F6B6 1F926 1F935 1F937-1F939 "
            + "1F93D-1F93E 1F9B8-1F9B9 1F9D6-1F9DD"
    );

    // The same, with a skin tone or the emoji style before it.
    private static readonly CodePointSet GenderedWhenStyled = new("26F9 1F3CB-1F3CC 1F574-1F575");

    // The same, without skin tones.
    private static readonly CodePointSet GenderedPlain = new("1F46F 1F93C 1F9DE-1F9DF");

    // What a man or a woman may hold, and the three of them that need the emoji style.
    private static readonly CodePointSet Tools = new(
        "1F33E 1F373 1F393 1F3A4 1F3A8 1F3EB 1F3ED 1F4BB-1F4BC 1F527 1F52C 1F680 1F692 1F9B0-1F9B3"
    );
    private static readonly CodePointSet StyledTools = new("2695-2696 2708");

    // First letter of a country, then the second ones that go with it.
    private const string Countries =
        "ACDEFGILMOQRSTUWXZ BABDEFGHIJLMNOQRSTVWYZ CACDFGHIKLMNOPRUVWXYZ DEGJKMOZ EACEGHRSTU FIJKMOR GABDEFGHILMNPQRSTUWY HKMNRTU ICDELMNOQRST JEMOP "
        + "KEGHIMNPRWYZ LABCIKRSTUVY MACDEFGHKLMNOPQRSTUVWXYZ NACEFGILOPRUZ OM PAEFGHKLMNRSTWY QA REOSUW SABCDEGHIJKLMNORSTVXYZ TACDFGHJKLMNORTVWZ "
        + "UAGMNSYZ VACEGINU WFS XK YET ZAMW";
    private static readonly string[] CountriesByFirst = Countries.Split(' ');
    private static readonly string[] Regions = ["gbeng", "gbsct", "gbwls"];

    /// <summary>Length in UTF-16 code units of the sequence that begins at <paramref name="start"/>; 0 when none of several code points does.</summary>
    public static int SequenceLength(ReadOnlySpan<char> text, int start)
    {
        var cursor = new CodePointCursor(text, start);
        var first = cursor.Take();
        if (first < 0x80)
        {
            return first is '#' or '*' or (>= '0' and <= '9') && TryKeycap(ref cursor) ? cursor.Index - start : 0;
        }

        if (!MayContinue(text, cursor.Index))
        {
            return 0;
        }

        var isSequence =
            (first is Man or Woman && TryPerson(ref cursor, first))
            || TryGendered(ref cursor, first)
            || TryFlag(ref cursor, first)
            || TryStyledOrToned(ref cursor, first);
        return isSequence ? cursor.Index - start : 0;
    }

    // The emoji style, the joiner, and the first halves of skin tones, country letters and tags.
    private static bool MayContinue(ReadOnlySpan<char> text, int index) =>
        index < text.Length && text[index] is '\uFE0F' or '\u200D' or '\uD83C' or '\uDB40';

    private static bool TryKeycap(ref CodePointCursor cursor) => cursor.TryAll(EmojiStyle, 0x20E3) || cursor.TryAll(0x20E3);

    private static bool TryPerson(ref CodePointCursor cursor, int first)
    {
        var saved = cursor;
        cursor.TrySkinTone();
        if (cursor.TryAll(Joiner) && TryTool(ref cursor))
        {
            return true;
        }

        cursor = saved;
        return TryCouple(ref cursor, first) || TryFamily(ref cursor, first);
    }

    private static bool TryTool(ref CodePointCursor cursor)
    {
        var saved = cursor;
        var tool = cursor.Take();
        if (Tools.Contains(tool) || (StyledTools.Contains(tool) && cursor.TryAll(EmojiStyle)))
        {
            return true;
        }

        cursor = saved;
        return false;
    }

    private static bool TryCouple(ref CodePointCursor cursor, int first)
    {
        var saved = cursor;
        if (cursor.TryAll(Joiner, Heart, EmojiStyle, Joiner))
        {
            cursor.TryAll(Kiss, Joiner);
            if (cursor.TryAll(Man) || (first == Woman && cursor.TryAll(Woman)))
            {
                return true;
            }
        }

        cursor = saved;
        return false;
    }

    private static bool TryFamily(ref CodePointCursor cursor, int first)
    {
        var saved = cursor;
        if (!cursor.TryAll(Joiner, Woman) && first == Man)
        {
            cursor.TryAll(Joiner, Man);
        }

        if (cursor.TryAll(Joiner, Girl))
        {
            _ = cursor.TryAll(Joiner, Boy) || cursor.TryAll(Joiner, Girl);
            return true;
        }

        if (cursor.TryAll(Joiner, Boy))
        {
            cursor.TryAll(Joiner, Boy);
            return true;
        }

        cursor = saved;
        return false;
    }

    private static bool TryGendered(ref CodePointCursor cursor, int first)
    {
        var saved = cursor;
        var fits =
            Gendered.Contains(first) ? cursor.TrySkinTone() || true
            : GenderedWhenStyled.Contains(first) ? cursor.TrySkinTone() || cursor.TryAll(EmojiStyle)
            : GenderedPlain.Contains(first);
        if (fits && (cursor.TryAll(Joiner, 0x2640, EmojiStyle) || cursor.TryAll(Joiner, 0x2642, EmojiStyle)))
        {
            return true;
        }

        cursor = saved;
        return false;
    }

    private static bool TryFlag(ref CodePointCursor cursor, int first) =>
        first switch
        {
            BlackFlag => cursor.TryAll(Joiner, 0x2620, EmojiStyle) || TryRegion(ref cursor),
            0x1F3F3 => cursor.TryAll(EmojiStyle, Joiner, 0x1F308),
            0x1F441 => cursor.TryAll(Joiner, 0x1F5E8),
            >= 0x1F1E6 and <= 0x1F1FF => TryCountry(ref cursor, first),
            _ => false,
        };

    private static bool TryCountry(ref CodePointCursor cursor, int first)
    {
        var saved = cursor;
        var second = cursor.Take() - 0x1F1E6 + 'A';
        if (second is >= 'A' and <= 'Z' && CountriesByFirst[first - 0x1F1E6].AsSpan(1).Contains((char)second))
        {
            return true;
        }

        cursor = saved;
        return false;
    }

    private static bool TryRegion(ref CodePointCursor cursor)
    {
        foreach (var region in Regions)
        {
            if (cursor.TryTags(region))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryStyledOrToned(ref CodePointCursor cursor, int first)
    {
        var isStyled = Styled.Contains(first) && cursor.TryAll(EmojiStyle);
        return (Toned.Contains(first) && cursor.TrySkinTone()) || isStyled;
    }
}
