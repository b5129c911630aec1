namespace Syndicator.App.Commands;

/// <summary>Which crate an address is about.</summary>
internal static class CrateAddress
{
    /// <summary>The name where crates.io, lib.rs or docs.rs show it; null elsewhere.</summary>
    public static string? NameOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (uri.Host.ToLowerInvariant(), parts) switch
        {
            ("crates.io" or "www.crates.io" or "lib.rs", ["crates", var name, ..]) => name,
            ("docs.rs", ["crate", var name, ..]) => name,
            ("docs.rs", [var name, ..]) => name,
            _ => null,
        };
    }
}
