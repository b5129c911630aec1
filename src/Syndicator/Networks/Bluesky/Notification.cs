using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>One notification, known by what it is about: a post that mentions and answers us comes twice.</summary>
/// <param name="Uri">For people; empty when it has none.</param>
/// <param name="Name">A short hash of it.</param>
/// <param name="At">What it is sorted by, in Unix milliseconds.</param>
/// <param name="View">As it came.</param>
internal sealed record Notification(string Uri, string Name, long At, JsonElement View)
{
    private static readonly string[] s_reasons = ["mention", "reply", "quote"];

    /// <param name="newer">The time of the one before it, for one without a time of its own.</param>
    /// <param name="now">None is later: a time from the future would hide all that come after it.</param>
    public static Notification Of(JsonElement view, long newer, DateTimeOffset now)
    {
        var uri = Try(() => view.Text("uri")) ?? "";
        var at = Try(() => view.Text("indexedAt")) is { } text ? Tolerance.Instant(text)?.ToUnixTimeMilliseconds() : null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(uri.Length > 0 ? uri : view.GetRawText()));
        return new Notification(uri, Convert.ToBase64String(hash.AsSpan(0, 9)), Math.Min(at ?? newer, now.ToUnixTimeMilliseconds()), view);
    }

    /// <summary>New kinds come along; only these are addressed to us.</summary>
    public bool IsAddressed => Try(() => View.Text("reason")) is not { } reason || s_reasons.Contains(reason);

    private static string? Try(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
