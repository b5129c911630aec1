using System.Text;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Takes a text apart from left to right, once.</summary>
internal ref struct PieceScanner
{
    private const int LongestCode = 400;

    private readonly string _text;
    private readonly List<Piece> _pieces = [];
    private int _at;
    private bool _isQuoted;

    private PieceScanner(string text) => _text = text;

    /// <param name="text">Clean.</param>
    public static IReadOnlyList<Piece> Scan(string text)
    {
        var scanner = new PieceScanner(text);
        scanner.BeginLine(0);
        while (scanner._at < text.Length)
        {
            scanner.Next();
        }

        return scanner._pieces;
    }

    private void Next()
    {
        var c = _text[_at];
        if (c == '\n')
        {
            Take(PieceKind.Break, 1);
            BeginLine(_at);
        }
        else if (char.IsWhiteSpace(c))
        {
            _at++;
        }
        else if (!TakeUrl() && !TakeTag() && !TakeHandle() && !TakeCode() && !TakeWord())
        {
            TakeMark();
        }
    }

    private void BeginLine(int start)
    {
        var at = start;
        while (at < _text.Length && _text[at] is ' ' or '\t')
        {
            at++;
        }

        _isQuoted = QuoteLines.IsMark(_text, at);
    }

    private bool TakeUrl()
    {
        var length = WebAddresses.LengthAt(_text, _at);
        return length > 0 && Take(PieceKind.Url, length);
    }

    /// <summary>A sign in the middle of a word makes no tag; right after another tag it does.</summary>
    private bool TakeTag()
    {
        if (_text[_at] is not ('#' or '＃') || (_at > 0 && !MayPrecedeTag()))
        {
            return false;
        }

        var end = WordEnd(_at + 1, joins: false);
        return end > _at + 1 && Take(PieceKind.Tag, end - _at, "#" + _text[(_at + 1)..end]);
    }

    private readonly bool MayPrecedeTag() =>
        _text[_at - 1] is not ('/' or '&' or '#' or CleanText.Hidden) && !WordCharacters.Is(_text, _at - 1)
        || (_pieces is [.., { Kind: PieceKind.Tag } last] && last.End >= _at - 1);

    private bool TakeHandle()
    {
        if (_text[_at] is not ('@' or '＠') || (_at > 0 && WordCharacters.Is(_text, _at - 1)))
        {
            return false;
        }

        var end = _at + 1;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '.' or '-' or '@'))
        {
            end++;
        }

        while (end > _at + 1 && _text[end - 1] is '.' or '-' or '@')
        {
            end--;
        }

        return end > _at + 1 && Take(PieceKind.Handle, end - _at);
    }

    private bool TakeCode()
    {
        if (_text[_at] != '`')
        {
            return false;
        }

        var fence = 1;
        while (_at + fence < _text.Length && _text[_at + fence] == '`')
        {
            fence++;
        }

        var close = CodeEnd(_at + fence, fence);
        return close < 0
            ? Take(PieceKind.Mark, fence)
            : Take(PieceKind.Code, close + fence - _at, _text[(_at + fence)..close].Trim());
    }

    /// <summary>Where the same number of backticks stands again: on the same line, or anywhere for three and more. Negative: nowhere.</summary>
    private readonly int CodeEnd(int start, int fence)
    {
        var last = fence >= 3 ? _text.Length : Math.Min(_text.Length, start + LongestCode);
        for (var at = start; at < last; at++)
        {
            if (fence < 3 && _text[at] == '\n')
            {
                return -1;
            }

            if (_text[at] != '`')
            {
                continue;
            }

            var end = at;
            while (end < _text.Length && _text[end] == '`')
            {
                end++;
            }

            if (end - at == fence)
            {
                return at;
            }

            at = end - 1;
        }

        return -1;
    }

    private bool TakeWord()
    {
        var end = WordEnd(_at, joins: true);
        return end > _at && Take(PieceKind.Word, end - _at);
    }

    /// <param name="joins">Whether <c>main.rs</c>, <c>don't</c> and <c>std::fs</c> are one word.</param>
    private readonly int WordEnd(int start, bool joins)
    {
        var end = start;
        while (end < _text.Length)
        {
            if (WordCharacters.Is(_text, end))
            {
                end++;
            }
            else if (joins && end > start && JoinerLength(end) is var length and > 0)
            {
                end += length;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private readonly int JoinerLength(int at)
    {
        var length =
            _text[at] is '-' or '\'' or '’' or '.' ? 1
            : string.CompareOrdinal(_text, at, "::", 0, 2) == 0 ? 2
            : 0;
        return length > 0 && at + length < _text.Length && WordCharacters.Is(_text, at + length) ? length : 0;
    }

    private void TakeMark()
    {
        _ = Rune.DecodeFromUtf16(_text.AsSpan(_at), out _, out var length);
        // The rest of an emoji: its colour, its form, what it is joined with.
        var end = _at + length;
        Take(PieceKind.Mark, length);
        while (end < _text.Length && _text[end] is '\u200D' or '\u200C' or '\uFE0F' or '\uFE0E')
        {
            end++;
        }

        _at = end;
    }

    private bool Take(PieceKind kind, int length, string? text = null)
    {
        _pieces.Add(new Piece(kind, _at, length, text ?? _text.Substring(_at, length), _isQuoted));
        _at += length;
        return true;
    }
}
