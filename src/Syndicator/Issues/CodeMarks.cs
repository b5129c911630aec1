using System.Text;

namespace Syndicator.Issues;

/// <summary>Characters that show where code is while a text is put together; nobody uses them in text (they are for private use).</summary>
internal static class CodeMarks
{
    public const char Begin = '\uE0F0';
    public const char End = '\uE0F1';

    /// <summary>The text without the marks, and where they stood.</summary>
    public static (string Text, IReadOnlyList<Range> CodeSpans) Take(string marked)
    {
        if (!marked.Contains(Begin, StringComparison.Ordinal))
        {
            return (marked, []);
        }

        var text = new StringBuilder(marked.Length);
        var spans = new List<Range>();
        var start = 0;
        foreach (var character in marked)
        {
            if (character == Begin)
            {
                start = text.Length;
            }
            else if (character == End)
            {
                spans.Add(Math.Min(start, text.Length)..text.Length);
            }
            else
            {
                text.Append(character);
            }
        }

        return (text.ToString(), spans);
    }
}
