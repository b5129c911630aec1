using System.Globalization;
using System.Text;
using System.Text.Json;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>Makes the program's publication post to the servers, with delays that a test can wait for.</summary>
internal static class TortureAccounts
{
    /// <param name="isShort">Time limits for a machine that has time; a long run must also get on where it has little.</param>
    public static void Write(RealProgram program, IReadOnlyList<TortureServer> servers, bool isShort)
    {
        var folder = Path.Combine(program.Configuration, "this-week-in-rust");
        program.Set("Delivery__Lease", isShort ? "2s" : "3s");
        program.Set("Delivery__RequestTimeLimit", isShort ? "1s" : "2s");
        program.Set("Delivery__BetweenLookUps", "1s");
        program.Set("Delivery__FirstBackoff", "1s");
        program.Set("Delivery__LongestBackoff", "2s");

        var yaml = new StringBuilder("accounts:\n");
        foreach (var (account, network, server) in servers)
        {
            var keys = Path.Combine(program.Folder, account + "-keys");
            File.WriteAllText(keys, KeysOf(network));
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"""
                  - name: {account}
                    network: {network}
                    server: {server.Address}
                    credentials: file:{keys}
                    mode: live
                    thread: true

                """
            );
        }

        File.WriteAllText(Path.Combine(folder, "accounts.yaml"), yaml.ToString());
        var publication = Path.Combine(folder, "publication.yaml");
        File.WriteAllText(
            publication,
            File.ReadAllText(publication).Replace("deliver: \"0/10 * * * * ?\"", "deliver: \"* * * * * ?\"", StringComparison.Ordinal)
        );
    }

    public static string KeysOf(string network) =>
        network switch
        {
            "mastodon" => FakeMastodon.Token,
            "x" => FakeX.OAuth1Secret,
            _ => JsonSerializer.Serialize(new { identifier = FakeBluesky.Handle, appPassword = FakeBluesky.AppPassword }),
        };
}
