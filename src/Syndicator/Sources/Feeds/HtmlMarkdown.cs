namespace Syndicator.Sources.Feeds;

/// <summary>HTML as CommonMark.</summary>
internal static class HtmlMarkdown
{
    /// <param name="html">Of anybody's writing.</param>
    /// <param name="baseAddress">Where relative links start from.</param>
    public static string Convert(string html, Uri baseAddress) => throw new NotImplementedException();
}
