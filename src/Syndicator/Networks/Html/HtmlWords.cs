namespace Syndicator.Networks.Html;

/// <summary>Text of HTML taken apart at HTML's own white space: a no-break space is meant.</summary>
internal static class HtmlWords
{
    /// <summary>Each word, which may be empty, and whether white space follows it.</summary>
    public static IEnumerable<(string Word, bool IsFollowed)> Of(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || text[at] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                yield return (text[start..at], at < text.Length);
                start = at + 1;
            }
        }
    }
}
