namespace Syndicator.Sources.Web;

/// <summary>A document to ask for.</summary>
/// <param name="Address">Absolute, http or https.</param>
/// <param name="Configured">
/// An address whose server (scheme, host and port) the configuration names: that one may be anywhere, on this machine too. Null: no server inside the network
/// is asked, which is right for addresses that came from outside.
/// </param>
/// <param name="Known">The version one has already; null: the document is wanted in any case.</param>
internal sealed record WebQuestion(Uri Address, Uri? Configured, WebVersion? Known = null)
{
    /// <summary>Longest document in bytes, as sent and unpacked. Default 4 MB.</summary>
    public int MostBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Media types that are wanted, as the header <c>Accept</c> writes them.</summary>
    public string Accept { get; init; } = "*/*";
}

/// <summary>Which version of a document one has, in its server's words.</summary>
/// <param name="Address">Where it was, after redirects; its words mean something there only.</param>
/// <param name="ETag">As sent, quotes included; null when there was none.</param>
/// <param name="LastModified">As sent; null when there was none.</param>
internal sealed record WebVersion(Uri Address, string? ETag, string? LastModified);
