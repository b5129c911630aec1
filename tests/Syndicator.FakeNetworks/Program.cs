using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Syndicator.FakeNetworks.Mastodon;

namespace Syndicator.FakeNetworks;

/// <summary><c>dotnet run --project tests/Syndicator.FakeNetworks -- NETWORK [PORT] [CERTIFICATE KEY]</c>: a fake network to try the program against.</summary>
internal static class Program
{
    /// <summary>One line for each network; software that speaks Mastodon's language has its own name.</summary>
    private static readonly Dictionary<string, Func<FakeServer>> s_networks = new(StringComparer.Ordinal)
    {
        ["mastodon"] = () => new FakeMastodon(),
        ["mastodon-4.6"] = () => new FakeMastodon(software: MastodonSoftware.Mastodon46),
        ["gotosocial"] = () => new FakeMastodon(software: MastodonSoftware.GoToSocial),
        ["snac"] = () => new FakeMastodon(software: MastodonSoftware.Snac),
        ["x"] = () => new X.FakeX(),
        ["bluesky"] = () => new Bluesky.FakeBluesky(),
        ["discourse"] = () => new Discourse.FakeDiscourse(),
        ["crates-io"] = () => new CratesIo.FakeCratesIo(),
    };

    public static async Task<int> Main(string[] arguments)
    {
        var port = 0;
        if (
            arguments.Length is 0 or 3 or > 4
            || !s_networks.TryGetValue(arguments[0], out var create)
            || (arguments.Length > 1 && !int.TryParse(arguments[1], CultureInfo.InvariantCulture, out port))
        )
        {
            await Console.Error.WriteLineAsync($"Usage: {string.Join('|', s_networks.Keys)} [PORT] [CERTIFICATE.pem KEY.pem]");
            return 2;
        }

        await using var server = create();
        await server.StartAsync(port, arguments.Length == 4 ? X509Certificate2.CreateFromPemFile(arguments[2], arguments[3]) : null);
        Console.WriteLine(server.Address);
        await server.StoppedAsync();
        return 0;
    }
}
