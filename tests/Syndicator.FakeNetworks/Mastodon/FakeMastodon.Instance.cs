using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>What a server tells of itself beside its limits; clients of ours need nothing of it.</summary>
public sealed partial class FakeMastodon
{
    private static void Describe(JsonObject instance)
    {
        instance["title"] = "Fake";
        instance["description"] = "A server for tests";
        instance["source_url"] = "https://fake.example/source";
        instance["languages"] = new JsonArray("en");
        instance["rules"] = new JsonArray();
        instance["icon"] = new JsonArray();
        instance["thumbnail"] = new JsonObject { ["url"] = "https://files.example/thumbnail.png" };
        instance["usage"] = new JsonObject { ["users"] = new JsonObject { ["active_month"] = 2 } };
        instance["registrations"] = new JsonObject
        {
            ["enabled"] = false,
            ["approval_required"] = false,
            ["message"] = null,
        };
        instance["contact"] = new JsonObject { ["email"] = "somebody@fake.example", ["account"] = null };
        Configure(instance["configuration"]!.AsObject());
    }

    private static void Configure(JsonObject configuration)
    {
        configuration["accounts"] = new JsonObject { ["max_featured_tags"] = 10, ["max_pinned_statuses"] = 5 };
        configuration["polls"] = new JsonObject
        {
            ["max_options"] = 4,
            ["max_characters_per_option"] = 50,
            ["min_expiration"] = 300,
            ["max_expiration"] = 2_629_746,
        };
        configuration["translation"] = new JsonObject { ["enabled"] = false };
        configuration["urls"] = new JsonObject { ["streaming"] = "wss://fake.example" };
        var media = configuration["media_attachments"]!.AsObject();
        media["supported_mime_types"] = new JsonArray("image/png", "image/jpeg", "image/webp");
        media["image_matrix_limit"] = 33_177_600;
        media["video_size_limit"] = 103_809_024;
        media["video_matrix_limit"] = 8_294_400;
        media["video_frame_rate_limit"] = 120;
    }
}
