using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Syndicator.Tests.RealServers;

/// <summary>
/// A checker before a server: it passes everything on, and compares requests and answers with a published OpenAPI document. Started by
/// <c>../shared/servers/openapi-check.sh</c>, which <c>SYNDICATOR_TEST_OPENAPI</c> names.
/// </summary>
internal sealed class OpenApiCheck : IAsyncDisposable
{
    private readonly string _script;
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-openapi-").FullName;
    private Witness? _witness;

    private OpenApiCheck(string script) => _script = script;

    /// <summary>What stands for the server.</summary>
    public Uri Address => _witness!.Address;

    /// <summary>Every exchange so far.</summary>
    public IReadOnlyList<Exchange> Exchanges => _witness!.Exchanges;

    /// <param name="document">Below <c>../shared/conformance</c>.</param>
    /// <param name="server">What is asked in the end.</param>
    public static async Task<OpenApiCheck> StartAsync(string document, Uri server, CancellationToken cancellationToken)
    {
        var script = Needed.Variable("SYNDICATOR_TEST_OPENAPI", "where ../shared/servers/openapi-check.sh is, with npm to start it");
        var check = new OpenApiCheck(script);
        try
        {
            var port = FreePort().ToString(CultureInfo.InvariantCulture);
            var specification = Shared.Need("conformance", document, "openapi.json");
            await check.RunAsync(cancellationToken, "proxy", check._folder, specification, port, server.AbsoluteUri.TrimEnd('/'));
            check._witness = await Witness.StartAsync(new Uri($"http://127.0.0.1:{port}/"));
            return check;
        }
        catch
        {
            await check.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_witness is not null)
        {
            await _witness.DisposeAsync();
        }

        await RunAsync(CancellationToken.None, "stop", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        // Not read from pipes: the checker would keep them open.
        var start = new ProcessStartInfo("bash", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", _script, .. arguments]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, cancellationToken);
        process.ExitCode.ShouldBe(0, $"{_script} {arguments[0]}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
