using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Syndicator.Tests.Sources;

/// <summary>A repository served over the network by git itself, through a line that can be made to stall.</summary>
internal sealed class GitDaemon : IAsyncDisposable
{
    private readonly Process _daemon;
    private readonly int _port;
    private readonly TcpListener _line = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private volatile bool _hasStalled;

    private GitDaemon(Process daemon, int port)
    {
        _daemon = daemon;
        _port = port;
        _line.Start();
        _stopped = _stop.Token;
        _ = ServeAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{((IPEndPoint)_line.LocalEndpoint).Port}/");

    /// <summary>How many bytes of an answer pass; the rest never comes.</summary>
    public int PassesBytes { get; set; } = int.MaxValue;

    /// <summary>Whether an answer has stalled.</summary>
    public bool HasStalled => _hasStalled;

    public static async Task<GitDaemon> StartAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var start = repository.StartOf(
            "daemon",
            "--export-all",
            "--reuseaddr",
            "--listen=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
            "--base-path=" + repository.Folder,
            repository.Folder
        );
        var daemon = new GitDaemon(Process.Start(start)!, port);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var knock = new TcpClient();
                await knock.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return daemon;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _line.Stop();
        _daemon.Kill(entireProcessTree: true);
        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ConnectAsync(await _line.AcceptTcpClientAsync(_stopped));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ConnectAsync(TcpClient caller)
    {
        using (caller)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _stopped);
                var asked = caller.GetStream().CopyToAsync(server.GetStream(), _stopped);
                await AnswerAsync(server.GetStream(), caller.GetStream());
                caller.Client.Shutdown(SocketShutdown.Send);
                await asked;
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream caller)
    {
        var buffer = new byte[1000];
        var passed = 0;
        while (await server.ReadAsync(buffer, _stopped) is > 0 and var count)
        {
            passed += count;
            if (passed > PassesBytes)
            {
                _hasStalled = true;
                await Task.Delay(Timeout.Infinite, _stopped);
            }

            await caller.WriteAsync(buffer.AsMemory(0, count), _stopped);
        }
    }
}
