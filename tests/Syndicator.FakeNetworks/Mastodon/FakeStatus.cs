using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>A post of the fake server.</summary>
public sealed class FakeStatus
{
    public required string Id { get; init; }
    public required FakeAccount Account { get; init; }
    public required string Text { get; set; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; set; }
    public string? ParentId { get; init; }
    public string? QuotedId { get; init; }
    public string Visibility { get; init; } = "public";
    public string? Language { get; set; }
    public string Warning { get; set; } = "";
    public string? Key { get; init; }
    public IReadOnlyList<FakeMedia> Media { get; set; } = [];

    /// <summary>Instead of what is made of <see cref="Text"/>: the HTML of somebody else's server.</summary>
    public string? Html { get; init; }
    public int Likes { get; set; }
    public int Boosts { get; set; }
    public List<FakeAccount> LikedBy { get; } = [];
    public List<FakeAccount> BoostedBy { get; } = [];

    public JsonObject ToJson(FakeMastodon server) =>
        new()
        {
            ["id"] = Id,
            ["created_at"] = Time(At),
            ["edited_at"] = EditedAt is { } edited ? Time(edited) : null,
            ["in_reply_to_id"] = ParentId,
            ["visibility"] = Visibility,
            ["sensitive"] = Warning.Length > 0,
            ["spoiler_text"] = Warning,
            ["language"] = Language,
            ["uri"] = $"{server.Address}users/{Account.Name}/statuses/{Id}",
            ["url"] = $"{server.Address}@{Account.Name}/{Id}",
            ["content"] = Html ?? FakeHtml.Of(Text, server.Address),
            ["account"] = Account.ToJson(server.Address),
            ["media_attachments"] = new JsonArray([.. Media.Select(media => media.ToJson())]),
            ["mentions"] = new JsonArray(),
            ["emojis"] = new JsonArray(),
            ["tags"] = new JsonArray([.. FakeHtml.Tags(Text).Select(tag => Tag(tag.ToLowerInvariant(), server))]),
            ["reblog"] = null,
            ["quote"] = QuotedId is null
                ? null
                : new JsonObject { ["state"] = "accepted", ["quoted_status"] = server.Find(QuotedId)?.ToJson(server) },
            ["favourites_count"] = Likes,
            ["reblogs_count"] = Boosts,
            ["replies_count"] = server.All.Count(status => status.ParentId == Id),
            ["quotes_count"] = server.All.Count(status => status.QuotedId == Id),
        };

    private static JsonObject Tag(string tag, FakeMastodon server) => new() { ["name"] = tag, ["url"] = $"{server.Address}tags/{tag}" };

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <param name="Server">Null: an account of the fake server itself.</param>
public sealed record FakeAccount(string Id, string Name, string? Server = null, bool IsBot = false)
{
    private const string Picture = "https://files.example/missing.png";

    public JsonObject ToJson(Uri address) =>
        new()
        {
            ["id"] = Id,
            ["username"] = Name,
            ["acct"] = Server is null ? Name : $"{Name}@{Server}",
            ["display_name"] = Name.ToUpperInvariant(),
            ["url"] = Server is null ? $"{address}@{Name}" : $"https://{Server}/@{Name}",
            ["bot"] = IsBot,
            ["created_at"] = "2022-11-08T00:00:00.000Z",
            ["statuses_count"] = 345,
            ["uri"] = Server is null ? $"{address}users/{Name}" : $"https://{Server}/users/{Name}",
            ["avatar"] = Picture,
            ["avatar_static"] = Picture,
            ["header"] = Picture,
            ["header_static"] = Picture,
            ["emojis"] = new JsonArray(),
            ["fields"] = new JsonArray(),
            ["followers_count"] = 12,
            ["following_count"] = 3,
            ["group"] = false,
            ["indexable"] = true,
            ["locked"] = false,
            ["note"] = "<p>Somebody</p>",
        };
}

public sealed class FakeMedia
{
    public required string Id { get; init; }
    public required string? Description { get; init; }
    public required long Length { get; init; }

    /// <summary>How often it is still asked for in vain.</summary>
    public int ProcessingFor { get; set; }
    public bool Fails { get; init; }
    public bool IsAttached { get; set; }

    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["type"] = "image",
            ["url"] = ProcessingFor > 0 ? null : $"https://files.example/{Id}.png",
            ["description"] = Description,
        };
}
