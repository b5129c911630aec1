using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Syndicator.Tests.Nominations;

/// <summary>A labelled mention as its network's programming interface would return it, and the posts around it.</summary>
/// <param name="Wire">Mastodon and Bluesky: a notification. X: a post with its <c>includes</c>. Discourse: a post with <c>raw</c>.</param>
/// <param name="Parent">As the network gives it when it is asked for; on Mastodon and Bluesky without a notification around it.</param>
internal sealed record LabelledWire(JsonObject Wire, JsonObject? Parent, JsonObject? Quoted)
{
    public static LabelledWire Of(Label label) =>
        label.Network switch
        {
            "mastodon" => LabelledWireMastodon.Of(label),
            "x" => LabelledWireX.Of(label),
            "bluesky" => LabelledWireBluesky.Of(label),
            "discourse" => LabelledWireDiscourse.Of(label),
            _ => throw new ArgumentException($"{label.Id}: unknown network {label.Network}", nameof(label)),
        };

    /// <summary>When a post was written: some minutes after another, by its id, the posts it refers to before all.</summary>
    public static DateTimeOffset At(Label label, LabelledPost post) =>
        ReferenceEquals(post, label.Post)
            ? new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.Zero).AddMinutes(int.Parse(label.Id[2..], CultureInfo.InvariantCulture))
            : new DateTimeOffset(2026, 11, 15, 8, 0, 0, TimeSpan.Zero);

    public static string Time(Label label, LabelledPost post) =>
        At(label, post).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Always the same digits for the same text.</summary>
    public static string Digits(string of, int count)
    {
        var number = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(of))) % (ulong)Math.Pow(10, count - 1);
        return "1" + number.ToString(CultureInfo.InvariantCulture).PadLeft(count - 1, '0');
    }

    /// <summary>Always the same letters, of those that Bluesky's ids have, for the same text.</summary>
    public static string Letters(string of, int count)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(of));
        return string.Concat(Enumerable.Range(0, count).Select(at => "abcdefghijklmnopqrstuvwxyz234567"[hash[at % hash.Length] % 32]));
    }

    /// <summary>The last part of an address.</summary>
    public static string Last(string url) => url[(url.LastIndexOf('/') + 1)..];

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
