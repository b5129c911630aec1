using System.Diagnostics.CodeAnalysis;

namespace Syndicator;

/// <summary>One spelling for addresses that lead to the same page: for comparing, never for following.</summary>
internal static class CanonicalAddress
{
    /// <summary>Parameters that tell where a reader came from, and nothing about the page.</summary>
    private static readonly string[] s_tracking = ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "s_cid"];

    /// <summary>
    /// Without scheme, <c>www.</c>, standard port, tracking parameters, fragment and final slash; the host in small letters. A fragment that begins with <c>#/</c> stays: pages of scripts
    /// tell their pages apart by it. What is no web address stays as it is.
    /// </summary>
    public static string Of(string url)
    {
        if (!IsWeb(url, out var uri, out var host))
        {
            return url;
        }

        host = host.StartsWith("www.", StringComparison.Ordinal) ? host["www.".Length..] : host;
        var port = uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}");
        var page = uri.Fragment.StartsWith("#/", StringComparison.Ordinal) ? uri.Fragment.TrimEnd('/') : "";
        return host + port + uri.AbsolutePath.TrimEnd('/') + Query(uri) + page;
    }

    /// <summary>Whether a reader can go there with a browser.</summary>
    public static bool IsWeb(string url) => IsWeb(url, out _, out _);

    /// <summary>In ASCII and small letters; null for one that has no such form (https://www.rfc-editor.org/rfc/rfc5891), as a stray accent.</summary>
    public static string? Host(Uri uri)
    {
        try
        {
            return uri.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static bool IsWeb(string url, [NotNullWhen(true)] out Uri? uri, [NotNullWhen(true)] out string? host)
    {
        host = Uri.TryCreate(url, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https" ? Host(uri) : null;
        return host is not null;
    }

    private static string Query(Uri uri)
    {
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(IsAboutThePage);
        return string.Join('&', kept) is { Length: > 0 } query ? "?" + query : "";
    }

    private static bool IsAboutThePage(string parameter) =>
        !s_tracking.Any(name => parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
