namespace Syndicator.Nominations.Export;

/// <summary>What a nominee is called.</summary>
internal static class NomineeWords
{
    public static string Of(Nominee nominee) =>
        nominee.Match(CrateName, quote => quote.Text, link => link.Title ?? link.Url, call => call.Title ?? call.Url);

    /// <summary>Its name; where only a repository is known, the repository's.</summary>
    public static string CrateName(Nominee.Crate crate)
    {
        if (crate.Name is { Length: > 0 } name)
        {
            return name;
        }

        var path = Uri.TryCreate(crate.Url, UriKind.Absolute, out var uri) ? uri.AbsolutePath.Trim('/') : "";
        var last = path[(path.LastIndexOf('/') + 1)..];
        last = last.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? last[..^".git".Length] : last;
        return last.Length > 0 ? Uri.UnescapeDataString(last) : crate.Url ?? "";
    }
}
