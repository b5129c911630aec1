using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>A record in somebody's repository.</summary>
/// <param name="Order">Counted over all repositories, in order of their making.</param>
internal sealed record BlueskyRecord(BlueskyAccount Author, string Key, string Cid, JsonElement Value, DateTimeOffset IndexedAt, long Order)
{
    public string Uri => $"at://{Author.Did}/{BlueskyRepository.Collection}/{Key}";

    public string Text => Value.GetProperty("text").GetString()!;

    /// <summary>The address and hash of what it answers (<c>parent</c>), the first of its thread (<c>root</c>).</summary>
    public (string Uri, string Cid)? Reply(string member) =>
        Value.TryGetProperty("reply", out var reply) ? Reference(reply.GetProperty(member)) : null;

    public string? QuotedUri =>
        Value.TryGetProperty("embed", out var embed) && embed.TryGetProperty("record", out var record) ? Reference(record).Uri : null;

    public IEnumerable<string> MentionedDids =>
        Value.TryGetProperty("facets", out var facets)
            ? facets
                .EnumerateArray()
                .SelectMany(facet => facet.GetProperty("features").EnumerateArray())
                .Where(feature => feature.TryGetProperty("did", out _))
                .Select(feature => feature.GetProperty("did").GetString()!)
            : [];

    private static (string Uri, string Cid) Reference(JsonElement reference) =>
        (reference.GetProperty("uri").GetString()!, reference.GetProperty("cid").GetString()!);
}

/// <summary>All posts and blobs. Writing the same record under the same key again writes nothing.</summary>
internal sealed partial class BlueskyRepository(TimeProvider clock)
{
    public const string Collection = "app.bsky.feed.post";

    private const int LargestImage = 2_000_000;

    private readonly List<BlueskyRecord> _records = [];
    private readonly Dictionary<string, string> _blobs = new(StringComparer.Ordinal);
    private DateTimeOffset _lastIndexedAt;
    private long _order;

    public IReadOnlyList<BlueskyRecord> Records => [.. _records.OrderBy(record => record.Order)];

    public BlueskyRecord? Find(BlueskyAccount? author, string? key) =>
        _records.Find(record => record.Author == author && record.Key == key);

    public BlueskyRecord? Find(string uri) => _records.Find(record => record.Uri == uri);

    /// <summary>What was written, and whether anything was.</summary>
    public (BlueskyRecord Record, bool IsWritten) Put(BlueskyAccount author, string key, JsonElement value)
    {
        if (!Key().IsMatch(key))
        {
            throw XrpcError.Invalid("Invalid record key");
        }

        PostRules.Check(value, _blobs.Keys);
        var cid = Cid(value.GetRawText());
        var old = Find(author, key);
        if (old?.Cid == cid)
        {
            return (old, false);
        }

        _records.Remove(old!);
        var record = new BlueskyRecord(author, key, cid, value.Clone(), old?.IndexedAt ?? NextInstant(), old?.Order ?? ++_order);
        _records.Add(record);
        return (record, true);
    }

    public bool Delete(BlueskyAccount author, string key) => _records.RemoveAll(record => record.Author == author && record.Key == key) > 0;

    public string Upload(byte[] bytes, string type)
    {
        if (bytes.Length > LargestImage)
        {
            throw new XrpcError(413, "PayloadTooLarge", "This file is too large");
        }

        var cid = "bafkrei" + Base32.Of(SHA256.HashData(bytes));
        _blobs[cid] = type;
        return cid;
    }

    /// <summary>A key of the moment, as clients and servers choose.</summary>
    public string NextKey()
    {
        const string alphabet = "234567abcdefghijklmnopqrstuvwxyz";
        var number = ((clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000) + ++_order) << 10;
        var key = new char[13];
        for (var at = 12; at >= 0; at--, number >>= 5)
        {
            key[at] = alphabet[(int)(number & 31)];
        }

        return new string(key);
    }

    /// <summary>Milliseconds, each post a later one, so that a page can end between any two.</summary>
    private DateTimeOffset NextInstant()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        _lastIndexedAt = now > _lastIndexedAt ? now : _lastIndexedAt.AddMilliseconds(1);
        return _lastIndexedAt;
    }

    private static string Cid(string text) => "bafyrei" + Base32.Of(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("^[A-Za-z0-9._~:-]{1,512}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}

/// <summary>How the network writes instants.</summary>
internal static class Instants
{
    public static string Written(this DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
