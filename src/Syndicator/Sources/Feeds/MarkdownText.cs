using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>
/// Writes one text: white space collapsed, signs escaped where Markdown would take them for its own. Line ends of the source stay line ends, so that nothing
/// becomes longer than it was. Emphasis is noted with control characters, which no text contains, and decided by <see cref="MarkdownMarks"/> at the end.
/// </summary>
/// <param name="isOneLine">For headings and cells: no line ends.</param>
internal sealed class MarkdownText(bool isOneLine)
{
    /// <summary>A line that has become so long ends at its next space: readers of Markdown refuse endless lines.</summary>
    private const int LongLine = 4000;

    private readonly StringBuilder _text = new();
    private readonly List<string> _toOpen = [];
    private int _strong;
    private int _emphasis;
    private readonly StringBuilder _code = new();
    private int _lineLength;
    private char _pendingSpace;
    private bool _isBreakPending;

    /// <summary>How many digits the line consists of so far; -1 when there is anything else in it.</summary>
    private int _digits;

    public string Finish()
    {
        FlushCode();
        var text = MarkdownMarks.Decide(_text.ToString());
        return text.AsSpan().IsWhiteSpace() ? "" : text;
    }

    public void Append(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (sign is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _pendingSpace = _pendingSpace == '\n' || (sign == '\n' && !isOneLine) ? '\n' : ' ';
            }
            else if (sign >= ' ' && sign != '\u007F')
            {
                Flush();
                _text.Append(IsMeantAsSign(text, i) ? @"\" : "").Append(sign);
                _digits = _digits >= 0 && char.IsAsciiDigit(sign) ? _digits + 1 : -1;
                _lineLength++;
            }
        }
    }

    /// <summary>The end of a line that was meant; several are one.</summary>
    public void Break()
    {
        _isBreakPending = !isOneLine;
        _pendingSpace = isOneLine ? ' ' : '\0';
    }

    /// <summary>Code in one span; white space in it is spaces.</summary>
    public void Code(string code)
    {
        if (code.All(sign => sign <= ' '))
        {
            Append(code);
            return;
        }

        if (_code.Length == 0 || _pendingSpace != '\0' || _isBreakPending || _toOpen.Count > 0)
        {
            Flush();
            GuardBacktick();
        }

        _code.Append(code);
    }

    public void Image(string alt, string address)
    {
        Flush();
        GuardExclamation();
        _text.Append("![");
        var inner = new MarkdownText(isOneLine: true);
        inner.Append(alt);
        _text.Append(inner.Finish()).Append("](").Append(address).Append(')');
        _digits = -1;
    }

    /// <summary>Emphasis in emphasis of the same kind adds nothing.</summary>
    public void Open(MarkdownMark mark)
    {
        if (Depth(mark)++ == 0)
        {
            _toOpen.Add(mark.OpenSign);
        }
    }

    public void Close(MarkdownMark mark)
    {
        if (--Depth(mark) == 0 && !TakeUnopened(mark.OpenSign))
        {
            FlushCode();
            _text.Append(mark.CloseSign);
        }
    }

    public void OpenLink() => _toOpen.Add("[");

    public void CloseLink(string target)
    {
        if (_toOpen.Contains("["))
        {
            Flush();
        }

        FlushCode();
        _text.Append("](").Append(target).Append(')');
    }

    /// <summary>The length of the longest run of backticks.</summary>
    public static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in text)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private ref int Depth(MarkdownMark mark) => ref mark == MarkdownMark.Strong ? ref _strong : ref _emphasis;

    private bool TakeUnopened(string sign)
    {
        var at = _toOpen.LastIndexOf(sign);
        if (at >= 0)
        {
            _toOpen.RemoveAt(at);
        }

        return at >= 0;
    }

    /// <summary>What waits before the next sign that is seen: white space stands outside of emphasis and links.</summary>
    private void Flush()
    {
        FlushCode();
        if (_digits != 0)
        {
            FlushSpace();
        }

        (_pendingSpace, _isBreakPending) = ('\0', false);
        foreach (var opened in _toOpen)
        {
            if (opened == "[")
            {
                GuardExclamation();
                _digits = -1;
            }

            _text.Append(opened);
        }

        _toOpen.Clear();
    }

    private void FlushSpace()
    {
        if (_isBreakPending)
        {
            _text.Append('\\');
        }

        var isEnd = _isBreakPending || _pendingSpace == '\n' || (_pendingSpace == ' ' && !isOneLine && _lineLength > LongLine);
        if (isEnd)
        {
            _text.Append('\n');
            (_digits, _lineLength) = (0, 0);
        }
        else if (_pendingSpace == ' ')
        {
            _text.Append(' ');
            _digits = -1;
            _lineLength++;
        }
    }

    /// <summary>Code in one span, with a fence that its own backticks do not end.</summary>
    private void FlushCode()
    {
        if (_code.Length == 0)
        {
            return;
        }

        var line = string.Concat(
            _code.ToString().Select(sign => sign is '\t' or '\n' or '\r' or '\f' ? ' ' : sign).Where(sign => sign >= ' ')
        );
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line[0] is '`' || line[^1] is '`' || (line[0] == ' ' && line[^1] == ' ') ? " " : "";
        _code.Clear();
        _text.Append(fence).Append(pad).Append(line).Append(pad).Append(fence);
        _digits = -1;
        _lineLength += line.Length;
    }

    /// <summary><c>!</c> before a link would make an image of it.</summary>
    private void GuardExclamation()
    {
        if (LastSign() is var last and >= 0 && _text[last] == '!')
        {
            _text.Insert(last, '\\');
        }
    }

    /// <summary>
    /// Two spans of code side by side would be read as one with the wrong ends, and not every reader of Markdown sees that a backtick before one is escaped.
    /// </summary>
    private void GuardBacktick()
    {
        if (LastSign() is var last and >= 0 && _text[last] == '`')
        {
            _text.Append(' ');
        }
    }

    private int LastSign()
    {
        var last = _text.Length - 1;
        while (last >= 0 && MarkdownMarks.IsMark(_text[last]))
        {
            last--;
        }

        return last;
    }

    private bool IsMeantAsSign(string text, int at) =>
        text[at] switch
        {
            '\\' or '`' or '*' or '[' or ']' or '<' => true,
            '_' => !(IsWord(text, at - 1) && IsWord(text, at + 1)),
            '&' => at + 1 == text.Length || text[at + 1] == '#' || char.IsAsciiLetter(text[at + 1]),
            '#' when isOneLine => _text.Length == 0 || _text[^1] is ' ' or '#' || MarkdownMarks.IsMark(_text[^1]),
            '#' or '+' or '-' or '=' or '>' or '~' => _digits == 0,
            // A number and a sign at the start of a line would number a list.
            '.' or ')' => _digits is > 0 and <= 9,
            _ => false,
        };

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
}
