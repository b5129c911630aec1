namespace Syndicator.Nominations.Archive;

/// <summary>Addresses of the web; placeholders, mail and empty links are none.</summary>
internal static class HttpAddress
{
    public static Uri? Of(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
