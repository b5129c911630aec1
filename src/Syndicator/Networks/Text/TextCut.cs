namespace Syndicator.Networks.Text;

internal static class TextCut
{
    public static string? AtSentence(string text, Func<string, bool> fits) => AtWord(text, fits);

    public static string? AtWord(string text, Func<string, bool> fits)
    {
        for (var n = text.Length; n > 0; n--)
        {
            if (n == text.Length || text[n] == ' ')
            {
                var cut = text[..n].TrimEnd() + "…";
                if (fits(cut))
                {
                    return cut;
                }
            }
        }

        return null;
    }
}
