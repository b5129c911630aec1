using System.Globalization;
using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>
/// One line of words as Markdown that says exactly them and nothing else: no link, image, HTML, comment, emphasis, footnote, table or attribute. Holds for CommonMark,
/// for GitHub, for Markdig with all its extensions, and for Python-Markdown with <c>extra</c>, which makes the site; so what the latter has no backslash for is
/// written as a character reference (https://python-markdown.github.io/, ESCAPED_CHARS). Code in backticks stays code. No more is escaped than needed: <c>serde_json</c>,
/// <c>C++</c>, <c>[...]</c> and <c>std::mem</c> stay as they are.
/// </summary>
internal static class MarkdownEscape
{
    private const string TakesBackslash = @"\`*_{}[]()>#+-.!|";

    /// <param name="line">Without line ends and control characters; see <see cref="PlainWords"/>.</param>
    /// <param name="startsLine">Whether it stands at the beginning of a line of its paragraph.</param>
    /// <param name="isInLink">Whether it is a link's text.</param>
    public static string Of(string line, bool startsLine = false, bool isInLink = false)
    {
        var result = new StringBuilder(line.Length + 16);
        var marker = startsLine ? LineStart.Marker(line) : -1;
        var words = new Words(line, isInLink);
        var from = 0;
        foreach (var code in CodeSpans.Find(line))
        {
            Append(result, words, from, code.Start.Value, marker);
            result.Append(line.AsSpan(code.Start.Value, code.End.Value - code.Start.Value));
            from = code.End.Value;
        }

        Append(result, words, from, line.Length, marker);
        return result.ToString();
    }

    private static void Append(StringBuilder result, Words words, int start, int end, int marker)
    {
        for (var i = start; i < end; i++)
        {
            if (i == marker || words.IsMarkAt(i))
            {
                AppendEscaped(result, words.Line[i]);
            }
            else
            {
                result.Append(words.Line[i]);
            }
        }
    }

    private static void AppendEscaped(StringBuilder result, char character)
    {
        if (TakesBackslash.Contains(character, StringComparison.Ordinal))
        {
            result.Append('\\').Append(character);
            return;
        }

        result.Append(
            character switch
            {
                '<' => "&lt;",
                '&' => "&amp;",
                '"' => "&quot;",
                _ => string.Create(CultureInfo.InvariantCulture, $"&#{(int)character};"),
            }
        );
    }

    /// <summary>A line, and whether its characters would be marks where they stand.</summary>
    private readonly record struct Words(string Line, bool IsInLink)
    {
        public bool IsMarkAt(int i)
        {
            var (before, after) = (Before(i), After(i));
            return Line[i] switch
            {
                '\\' => after == '\0' || char.IsAsciiLetterOrDigit(after) is false && after < '\u0080' && after != ' ',
                '`' or '|' or '{' or '^' or '$' => true,
                '*' => before != ' ' || after != ' ',
                '_' => !IsInsideWord(i),
                '[' => IsInLink || !IsEllipsis(i),
                ']' => IsInLink || after is '(' or '[' or ':' or '{',
                '(' => before == ']',
                '<' => after is not (' ' or '=') && !char.IsAsciiDigit(after),
                '&' => IsReference(i),
                '!' => after == '[',
                '~' => !(before is '\0' or ' ' or '(' && char.IsLetterOrDigit(after)),
                '=' => IsRun(i) && !IsApart(i),
                '+' => IsRun(i) && !ClosesWord(i),
                ':' => after == '/' && After(i + 1) == '/' || EndsWithScheme(i),
                '.' => EndsWith(i, "www"),
                '"' => before == '"',
                _ => false,
            };
        }

        private char Before(int i) => i > 0 ? Line[i - 1] : '\0';

        private char After(int i) => i + 1 < Line.Length ? Line[i + 1] : '\0';

        private bool IsRun(int i) => Before(i) == Line[i] || After(i) == Line[i];

        private (char Before, char After) AroundRun(int i)
        {
            var (start, end) = (i, i);
            while (start > 0 && Line[start - 1] == Line[i])
            {
                start--;
            }

            while (end + 1 < Line.Length && Line[end + 1] == Line[i])
            {
                end++;
            }

            return (Before(start), After(end));
        }

        private bool IsInsideWord(int i) =>
            AroundRun(i) is var (before, after) && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);

        private bool IsApart(int i) => AroundRun(i) is (' ', ' ');

        /// <summary><c>C++</c>: it could only end what nothing began.</summary>
        private bool ClosesWord(int i) =>
            AroundRun(i) is var (before, after)
            && char.IsLetterOrDigit(before)
            && after is '\0' or ' ' or ',' or '.' or ';' or ':' or '?' or '!' or '\'' or '"' or '(' or ')' or '/';

        /// <summary><c>[...]</c>, where something was left out.</summary>
        private bool IsEllipsis(int i)
        {
            var end = i + 1;
            while (end < Line.Length && Line[end] is '.' or '…' && end - i < 8)
            {
                end++;
            }

            return end > i + 1 && end < Line.Length && Line[end] == ']' && After(end) is not ('(' or '[' or ':' or '{');
        }

        /// <summary><c>&amp;lt;</c>, <c>&amp;#60;</c>.</summary>
        private bool IsReference(int i)
        {
            var rest = Line.AsSpan(i + 1);
            rest = rest.StartsWith('#') ? rest[1..] : rest;
            var end = rest[..Math.Min(rest.Length, 40)].IndexOf(';');
            return end > 0 && !rest[..end].ContainsAnyExcept(s_names);
        }

        private static readonly System.Buffers.SearchValues<char> s_names = System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        );

        private bool EndsWithScheme(int i) => EndsWith(i, "mailto") || EndsWith(i, "tel");

        private bool EndsWith(int i, string word) => Line.AsSpan(0, i).EndsWith(word, StringComparison.OrdinalIgnoreCase);
    }
}
