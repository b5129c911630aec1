namespace Syndicator.Nominations.Reviewing;

/// <summary>What is nominated, on one line and short, safe to be shown anywhere: somebody else wrote it.</summary>
internal static class NomineeName
{
    private const int Longest = 100;

    public static string Of(Nominee nominee) =>
        nominee.Match(
            crate => Short(crate.Name ?? crate.Url ?? "a crate without name"),
            quote => $"“{Short(quote.Text)}”" + (quote.Speaker is { } speaker ? $" – {Short(speaker)}" : ""),
            link => Titled(link.Title, link.Url),
            call => Titled(call.Title, call.Url)
        );

    private static string Titled(string? title, string url) =>
        string.IsNullOrWhiteSpace(title) ? Short(url) : $"{Short(title)} ({Short(url)})";

    private static string Short(string text) => OneLine.Of(text.Trim(), Longest);
}
