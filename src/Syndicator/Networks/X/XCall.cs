namespace Syndicator.Networks.X;

/// <summary>One request to X, before it is signed.</summary>
/// <param name="Path">Below the server's address, without a leading slash; parts that came from outside are encoded already.</param>
/// <param name="Query">Decoded.</param>
/// <param name="Content">Makes the body anew for every time it is sent; null: none.</param>
internal sealed record XCall(
    HttpMethod Method,
    string Path,
    IReadOnlyList<(string Key, string Value)> Query,
    Func<HttpContent>? Content = null
)
{
    public static XCall Get(string path, params IReadOnlyList<(string Key, string Value)> query) => new(HttpMethod.Get, path, query);

    public static XCall Post(string path, Func<HttpContent> content) => new(HttpMethod.Post, path, [], content);

    /// <summary>The address as it is sent: encoded as the signature encodes.</summary>
    public Uri AddressOn(Uri server)
    {
        var query = string.Join('&', Query.Select(pair => $"{XSignature.Encode(pair.Key)}={XSignature.Encode(pair.Value)}"));
        return new Uri(server, query.Length == 0 ? Path : $"{Path}?{query}");
    }
}
