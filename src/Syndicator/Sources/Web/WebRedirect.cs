namespace Syndicator.Sources.Web;

/// <summary>Where an answer sends its reader, and whether one goes there.</summary>
internal static class WebRedirect
{
    /// <summary>The place as sent; null when the answer sends nowhere.</summary>
    public static string? Of(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.NonValidated.TryGetValues("Location", out var places)
        && places.Count > 0
            ? places.First()
            : null;

    /// <summary>The address meant; null, and a sentence, when it is not asked.</summary>
    public static (Uri? Address, string? Reason) Follow(Uri from, string place)
    {
        if (!Uri.TryCreate(from, place, out var to))
        {
            return (null, $"{from.Host} redirects to something that is no address.");
        }

        return to.Scheme is not ("http" or "https") ? (null, $"{from.Host} redirects to an address that is not of the web ({to.Scheme}:).")
            : from.Scheme == "https" && to.Scheme == "http"
                ? (null, $"{from.Host} redirects from https to http, where anybody on the way could change the answer.")
            : (to, null);
    }

    /// <summary>Whether both are one server: scheme, host and port.</summary>
    public static bool IsSameServer(Uri one, Uri? other) =>
        other is not null
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
