namespace Syndicator.Forums;

/// <summary>
/// Finds where passages begin and end in what somebody wrote: <c>[quote…]</c> at the beginning of a line outside of code, and the <c>[/quote]</c> that belongs
/// to it at the beginning or end of a line, or on the same line. One without the other is text. Time grows with the length, whatever is written.
/// </summary>
internal sealed class QuoteTags
{
    private const string Opening = "[quote";
    private const string Closing = "[/quote]";
    private const int LongestAttribute = 1000;
    private const int DeepestIndent = 3;

    private readonly string _text;
    private readonly HashSet<int> _ignored;
    private readonly Stack<(int Start, int End, QuoteSource Source)> _open = [];
    private readonly List<QuotePair> _pairs = [];
    private (char Mark, int Count)? _fence;

    private QuoteTags(string text, HashSet<int> ignored) => (_text, _ignored) = (text, ignored);

    /// <summary>By their beginnings; those within others too.</summary>
    /// <param name="text">With line feeds alone.</param>
    public static IReadOnlyList<QuotePair> Find(string text)
    {
        var tags = new QuoteTags(text, []);
        tags.Read();
        if (tags._open.Count > 0)
        {
            // What is never closed hid whether the lines after it are code.
            tags = new QuoteTags(text, [.. tags._open.Select(tag => tag.Start)]);
            tags.Read();
        }

        return [.. tags._pairs.OrderBy(pair => pair.Start)];
    }

    private void Read()
    {
        for (var start = 0; start < _text.Length; )
        {
            var end = _text.IndexOf('\n', start);
            end = end < 0 ? _text.Length : end;
            if (_open.Count > 0 || !IsCode(_text.AsSpan(start, end - start)))
            {
                ReadLine(start, end);
            }

            start = end + 1;
        }
    }

    private void ReadLine(int start, int end)
    {
        var isOneLine = false;
        for (var at = start; ; )
        {
            if (OpeningAt(at, end) is { } tag)
            {
                _open.Push(tag);
                (at, isOneLine) = (tag.End, true);
            }
            else if (_open.Count > 0 && ClosingAfter(at, end, isOneLine) is { } closing)
            {
                var opened = _open.Pop();
                at = closing + Closing.Length;
                _pairs.Add(new QuotePair(opened.Start, opened.End, closing, at, opened.Source));
            }
            else
            {
                return;
            }
        }
    }

    private (int Start, int End, QuoteSource Source)? OpeningAt(int at, int end)
    {
        var start = at;
        while (start < end && _text[start] == ' ' && start - at <= DeepestIndent)
        {
            start++;
        }

        var behind = start + Opening.Length;
        if (
            start - at > DeepestIndent
            || behind >= end
            || string.Compare(_text, start, Opening, 0, Opening.Length, StringComparison.OrdinalIgnoreCase) != 0
            || _text[behind] is not (']' or '=')
            || _ignored.Contains(start)
        )
        {
            return null;
        }

        var close = _text.IndexOf(']', behind, Math.Min(end - behind, LongestAttribute));
        return close < 0 ? null
            : close == behind ? (start, close + 1, QuoteSource.Nobody)
            : (start, close + 1, QuoteSource.Parse(_text[(behind + 1)..close]));
    }

    private int? ClosingAfter(int from, int end, bool isOneLine)
    {
        for (var at = from; ; at += Closing.Length)
        {
            var found = _text.IndexOf(Closing, at, end - at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return null;
            }

            if (isOneLine || (at == from && IsBlank(from, found)) || IsBlank(found + Closing.Length, end))
            {
                return found;
            }

            at = found;
        }
    }

    private bool IsBlank(int from, int to) => _text.AsSpan(from, to - from).IsWhiteSpace();

    /// <summary>Whether a line begins, ends or is within fenced code.</summary>
    private bool IsCode(ReadOnlySpan<char> line)
    {
        var inner = line.TrimStart(' ');
        var mark = inner.Length >= 3 && inner[0] is '`' or '~' ? inner[0] : '\0';
        var count = mark == '\0' ? 0 : inner.Length - inner.TrimStart(mark).Length;
        if (_fence is { } fence)
        {
            _fence = mark == fence.Mark && count >= fence.Count && inner[count..].IsWhiteSpace() ? null : fence;
            return true;
        }

        // Backticks behind backticks on one line are a code span.
        if (count < 3 || (mark == '`' && inner[count..].Contains('`')))
        {
            return false;
        }

        _fence = (mark, count);
        return true;
    }
}

/// <param name="Start">Of the opening tag.</param>
/// <param name="TextStart">Behind it.</param>
/// <param name="TextEnd">Where the closing tag begins.</param>
/// <param name="End">Behind it.</param>
internal sealed record QuotePair(int Start, int TextStart, int TextEnd, int End, QuoteSource Source);
