namespace Syndicator.App.Pages;

/// <summary>Addresses that may be followed: absolute, http or https, with a host and without a user.</summary>
public static class SafeLink
{
    /// <summary>The address, or null when it is none of these.</summary>
    public static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;
}
