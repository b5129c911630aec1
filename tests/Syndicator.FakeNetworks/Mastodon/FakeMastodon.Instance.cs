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
    }
}
