using System.Text;
using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>Keeps a cut out of code: while a text is cut, white space inside code is replaced by characters that are no place to cut at.</summary>
internal static class Unbroken
{
    private const char Blank = '\uE0F2';
    private const char LineEnd = '\uE0F3';

    /// <param name="shown">The quote's layout on its way into a post: invisible characters may have been put in or taken out.</param>
    /// <returns>The same text, as long, with stand-ins; null when the quote has no code.</returns>
    public static string? Mark(string shown, Quote quote)
    {
        if (quote.CodeSpans.Count == 0)
        {
            return null;
        }

        var marked = new StringBuilder(shown);
        var at = 0;
        for (var i = 0; i < quote.Layout.Length && at < shown.Length; i++)
        {
            // Blanks are never put in nor taken out between words, so blanks find each other whatever stands between them.
            if (quote.Layout[i] is not (' ' or '\n'))
            {
                continue;
            }

            at = shown.IndexOf(quote.Layout[i], at);
            if (at < 0)
            {
                break;
            }

            if (quote.CodeSpans.Any(span => i >= span.Start.Value && i < span.End.Value))
            {
                marked[at] = shown[at] == ' ' ? Blank : LineEnd;
            }

            at++;
        }

        return marked.ToString();
    }

    /// <summary>A marked text as it is read.</summary>
    public static string Unmark(string marked) => marked.Replace(Blank, ' ').Replace(LineEnd, '\n');
}
