using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Syndicator.Tests.Sources;

/// <summary>
/// A small web server that does what a test tells it, good or bad, over a real socket, and counts what it was asked and what it got rid of. Its answers are
/// written byte by byte by the test, since no real server would send most of them.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Func<WebExchange, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<WebSeen> _seen = new();
    private readonly ConcurrentQueue<Task> _conversations = new();
    private readonly Task[] _accepting;
    private long _sent;
    private int _connections;

    public WebServer(IPAddress? at = null)
    {
        _listener = new TcpListener(at ?? IPAddress.Loopback, 0);
        _listener.Start();
        var end = (IPEndPoint)_listener.LocalEndpoint;
        Address = new UriBuilder("http", end.Address.ToString(), end.Port).Uri;
        _accepting = [AcceptAsync()];
    }

    /// <summary>With a final slash.</summary>
    public Uri Address { get; }

    public int Port => Address.Port;

    /// <summary>All questions in order of arrival.</summary>
    public IReadOnlyList<WebSeen> Seen => [.. _seen];

    /// <summary>Bytes handed to the system, which holds back a few megabytes of them.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How a path is answered from now on; unknown ones get 404.</summary>
    public Func<WebExchange, Task> this[string path]
    {
        set => _answers[path] = value;
    }

    public Uri At(string path) => new(Address, path);

    /// <summary>Waits until every conversation so far has been ended by the other side.</summary>
    public Task LeftAsync() => Task.WhenAll(_conversations).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_accepting);
        await Task.WhenAll(_conversations);
        _end.Dispose();
    }

    internal void Count(int bytes) => Interlocked.Add(ref _sent, bytes);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _conversations.Enqueue(ConverseAsync(client));
            }
        }
        catch (Exception error)
            when (error is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the test: the listener has stopped.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            while (await WebSeen.ReadAsync(stream, _end.Token) is { } seen)
            {
                _seen.Enqueue(seen);
                var exchange = new WebExchange(this, seen, client, stream, _end.Token);
                await (_answers.TryGetValue(seen.Path, out var answer) ? answer(exchange) : exchange.AnswerAsync(404, "nothing here"));
                if (exchange.IsOver)
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The other side had enough, which is what many tests want.
        }
    }
}

/// <summary>A question as it came.</summary>
/// <param name="Headers">By name in any case.</param>
internal sealed record WebSeen(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Null when the other side asks no more.</summary>
    internal static async Task<WebSeen?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var first = lines[0].Split(' ');
        return new WebSeen(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>One question being answered.</summary>
internal sealed class WebExchange(WebServer server, WebSeen seen, TcpClient client, Stream stream, CancellationToken end)
{
    public WebSeen Seen { get; } = seen;

    /// <summary>When the test or the other side has given up waiting.</summary>
    public CancellationToken End => end;

    /// <summary>Whether nothing more can be said on this connection.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A whole answer as servers should give it.</summary>
    /// <param name="headers">Lines, e.g. <c>ETag: "1"</c>.</param>
    public Task AnswerAsync(int status, string body, params string[] headers) => AnswerAsync(status, Encoding.UTF8.GetBytes(body), headers);

    public async Task AnswerAsync(int status, byte[] body, params string[] headers)
    {
        await HeadAsync(status, [.. headers, $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}"]);
        await SendAsync(body);
    }

    public Task RedirectAsync(string place, int status = 302) => AnswerAsync(status, "", $"Location: {place}");

    /// <summary>The head alone.</summary>
    public Task HeadAsync(int status, params string[] headers) =>
        SendAsync(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} So\r\n{string.Concat(headers.Select(line => line + "\r\n"))}\r\n"
                )
            )
        );

    /// <summary>Bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, end);
        server.Count(bytes.Length);
    }

    /// <summary>The same bytes again and again, until nobody wants them.</summary>
    public async Task SendForeverAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            await SendAsync(bytes);
        }
    }

    /// <summary>Says nothing more, and leaves the connection open.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);

    /// <summary>Ends the connection in good order.</summary>
    public void Close()
    {
        IsOver = true;
        client.Client.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Breaks the connection off.</summary>
    public void Reset()
    {
        IsOver = true;
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }
}
