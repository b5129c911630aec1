namespace Syndicator.App.SignIn;

/// <summary>What a browser is, in words that people know it by: <c>Firefox on Linux</c>.</summary>
internal static class BrowserName
{
    /// <summary>The first that fits: many name others beside themselves.</summary>
    private static readonly (string Mark, string Name)[] s_browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] s_systems =
    [
        ("Android", "Android"),
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <param name="agent">As it calls itself, which is for itself to choose.</param>
    public static string Of(string agent) =>
        Find(s_browsers, agent) is not { } browser
            ? agent.Length > 0
                ? agent
                : "A program that does not say its name"
            : Find(s_systems, agent) is { } system
                ? $"{browser} on {system}"
                : browser;

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.Where(each => agent.Contains(each.Mark, StringComparison.Ordinal)).Select(each => each.Name).FirstOrDefault();
}
