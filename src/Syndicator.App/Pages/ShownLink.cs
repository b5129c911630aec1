using System.Globalization;

namespace Syndicator.App.Pages;

/// <summary>How a network shows an address that stands in a text.</summary>
public static class ShownLink
{
    /// <summary>Mastodon shows 30 characters of it (https://docs.joinmastodon.org/user/posting/#links); X about as many.</summary>
    private const int Shown = 30;

    /// <summary>Mastodon and X hide the scheme and cut; Bluesky shows what was written.</summary>
    public static string Of(string text, string network)
    {
        if (network is not ("mastodon" or "x"))
        {
            return text;
        }

        var bare = WithoutStart(WithoutStart(WithoutStart(text, "https://"), "http://"), "www.");
        var letters = new StringInfo(bare);
        return letters.LengthInTextElements > Shown ? letters.SubstringByTextElements(0, Shown) + "…" : bare;
    }

    private static string WithoutStart(string text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? text[start.Length..] : text;
}
