using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Addresses of sites and pages: absolute, http or https, without user name.</summary>
internal static class WebAddress
{
    private const int Longest = 2000;

    /// <summary>A page; value: the text as written.</summary>
    public static ScalarShape Page(string sample) => Shape(sample, text => text);

    /// <summary>A site's root; value: the text with a final slash.</summary>
    public static ScalarShape Site(string sample) => Shape(sample, text => text.EndsWith('/') ? text : text + "/", isRoot: true);

    /// <summary>A server; value: a <see cref="Uri"/>.</summary>
    public static ScalarShape Server(string sample) => Shape(sample, text => new Uri(text), isRoot: true);

    /// <summary>A document that is fetched; value: a <see cref="Uri"/>.</summary>
    public static ScalarShape Resource(string sample) => Shape(sample, text => new Uri(text));

    /// <summary>An address, or where a secret one is; value: the text as written.</summary>
    public static ScalarShape OrSecret(string sample) =>
        new(
            "a web address or a reference to a secret",
            sample,
            text => SecretReference.Parse(text) is not null ? Parsed.Good(text) : Parse(text, sample, value => value, isRoot: false)
        );

    private static ScalarShape Shape(string sample, Func<string, object> value, bool isRoot = false) =>
        new("a web address", sample, text => Parse(text, sample, value, isRoot)) { Pattern = "^https?://[^ ]+$", Format = "uri" };

    private static Parsed Parse(string text, string sample, Func<string, object> value, bool isRoot)
    {
        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || !IsWeb(text, uri))
        {
            return Parsed.Bad("bad-url", "{0} is no web address.", $"Write it in full, with http or https: `{Completed(text) ?? sample}`.");
        }

        if (uri.UserInfo.Length > 0)
        {
            return Parsed.Bad("secret-in-clear", "{0} holds a user name or password.", "Remove what stands before the `@`.");
        }

        return isRoot && (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            ? Parsed.Bad("bad-url", "{0} must not have a query (`?`) or fragment (`#`).", $"Write e.g. `{sample}`.")
            : Parsed.Good(value(text));
    }

    private static bool IsWeb(string text, Uri uri) =>
        uri.Scheme is "http" or "https"
        && text.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase)
        && uri.Host.Length > 0
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\');

    /// <summary>People leave the scheme out: <c>mastodon.social</c>.</summary>
    private static string? Completed(string text) => Handle.IsDomain(text.TrimEnd('/')) ? "https://" + text : null;
}
