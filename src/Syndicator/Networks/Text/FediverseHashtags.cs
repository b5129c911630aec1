using System.Globalization;

namespace Syndicator.Networks.Text;

/// <summary>
/// <c>#tag</c> as Mastodon finds it (https://github.com/mastodon/mastodon, app/models/tag.rb): at the start or after white space, with a letter in it or
/// a separator inside it.
/// </summary>
internal static class FediverseHashtags
{
    public static void AddTo(List<TextEntity> entities, string text)
    {
        for (var sign = NextSign(text, 0); sign >= 0; sign = NextSign(text, sign + 1))
        {
            if (sign > 0 && !char.IsWhiteSpace(text[sign - 1]))
            {
                continue;
            }

            var end = TagEnd(text, sign + 1);
            if (end > 0)
            {
                entities.Add(new TextEntity(TextEntityKind.Hashtag, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    private static int NextSign(string text, int start)
    {
        var next = text.AsSpan(start).IndexOfAny('#', '\uFF03');
        return next < 0 ? -1 : start + next;
    }

    // -1 when there is no tag. A tag begins and ends with a word character.
    private static int TagEnd(string text, int start)
    {
        var hasLetter = false;
        var pendingSeparator = false;
        var hasSeparatorInside = false;
        var end = start;
        for (var at = start; at < text.Length; )
        {
            if (FediverseMentions.IsWord(text, at, out var length))
            {
                hasSeparatorInside |= pendingSeparator;
                hasLetter |= IsLetter(text, at);
                pendingSeparator |= text[at] == '_' && at > start;
                at += length;
                end = at;
            }
            else if (at > start && text[at] is '\u00B7' or '\u30FB' or '\u200C')
            {
                pendingSeparator = true;
                at++;
            }
            else
            {
                break;
            }
        }

        return hasLetter || hasSeparatorInside ? end : -1;
    }

    private static bool IsLetter(string text, int index)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(Surrogates.CodePointAt(text, index, out _));
        return category is <= UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber;
    }
}
