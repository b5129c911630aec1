using System.Globalization;

namespace Syndicator.FakeNetworks;

/// <summary><c>dotnet run --project tests/Syndicator.FakeNetworks -- NETWORK [PORT]</c>: a fake network to try the program against.</summary>
internal static class Program
{
    /// <summary>One line for each network.</summary>
    private static readonly Dictionary<string, Func<FakeServer>> s_networks = new(StringComparer.Ordinal)
    {
        ["mastodon"] = () => new Mastodon.FakeMastodon(),
        ["x"] = () => new X.FakeX(),
        ["bluesky"] = () => new Bluesky.FakeBluesky(),
    };

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length is 0 or > 2 || !s_networks.TryGetValue(arguments[0], out var create))
        {
            await Console.Error.WriteLineAsync($"Usage: {string.Join('|', s_networks.Keys)} [PORT]");
            return 2;
        }

        await using var server = create();
        await server.StartAsync(arguments.Length == 2 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 0);
        Console.WriteLine(server.Address);
        await server.StoppedAsync();
        return 0;
    }
}
