using System.Globalization;

namespace Syndicator.Networks.Text;

/// <summary>
/// <c>@name</c> and <c>@name@host</c> as Mastodon finds them (https://github.com/mastodon/mastodon, app/models/account.rb and app/lib/extractor.rb):
/// not after a word character, <c>=</c> or <c>/</c>, and not when another at sign, an accented Latin letter or <c>://</c> follows.
/// </summary>
internal static class FediverseMentions
{
    public static void AddTo(List<TextEntity> entities, string text)
    {
        var sign = text.IndexOf('@');
        while (sign >= 0)
        {
            var end = MayPrecede(text, sign) ? MentionEnd(text, sign) : -1;
            if (end >= 0 && !IsSpoiled(text, end))
            {
                entities.Add(new TextEntity(TextEntityKind.Mention, sign, end - sign, text[(sign + 1)..end]));
            }

            sign = text.IndexOf('@', Math.Max(end, sign + 1));
        }
    }

    /// <summary>Code units of a mention that count: the host does not.</summary>
    public static int CountedLength(TextEntity mention)
    {
        var host = mention.Target.IndexOf('@', StringComparison.Ordinal);
        return host < 0 ? mention.Length : host + 1;
    }

    /// <summary>Letters, marks, digits and connecting punctuation of every script.</summary>
    public static bool IsWord(string text, int index, out int length)
    {
        var c = text[index];
        length = 1;
        if (c < 0x80)
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        var category = CharUnicodeInfo.GetUnicodeCategory(Surrogates.CodePointAt(text, index, out length));
        return category <= UnicodeCategory.LetterNumber || category == UnicodeCategory.ConnectorPunctuation;
    }

    /// <summary>Whether a word character ends at this index.</summary>
    public static bool IsWordBefore(string text, int index)
    {
        if (index == 0)
        {
            return false;
        }

        var start = index >= 2 && Surrogates.IsPairAt(text, index - 2) ? index - 2 : index - 1;
        return IsWord(text, start, out _);
    }

    private static bool MayPrecede(string text, int sign) => sign == 0 || (text[sign - 1] is not ('=' or '/') && !IsWordBefore(text, sign));

    private static int MentionEnd(string text, int sign)
    {
        var end = PartsEnd(text, sign + 1, IsNameCharacter);
        if (end == sign + 1)
        {
            return -1;
        }

        return end < text.Length && text[end] == '@' ? HostEnd(text, end) : end;
    }

    private static int HostEnd(string text, int sign)
    {
        var end = PartsEnd(text, sign + 1, IsWord);
        return end == sign + 1 ? sign : end;
    }

    private delegate bool IsPart(string text, int index, out int length);

    // Parts of such characters, joined by dots and hyphens.
    private static int PartsEnd(string text, int start, IsPart isPart)
    {
        var end = start;
        for (var at = start; at < text.Length; )
        {
            if (isPart(text, at, out var length))
            {
                at += length;
                end = at;
            }
            else if (at > start && text[at] is '.' or '-')
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static bool IsNameCharacter(string text, int index, out int length)
    {
        length = 1;
        return char.IsAsciiLetterOrDigit(text[index]) || text[index] == '_';
    }

    private static bool IsSpoiled(string text, int end) =>
        end < text.Length
        && (CharacterClasses.IsAtSign(text[end]) || CharacterClasses.IsLatinAccent(text[end]) || text.AsSpan(end).StartsWith("://"));
}
