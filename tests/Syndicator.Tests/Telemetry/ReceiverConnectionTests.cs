using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Syndicator.Configuration;
using Syndicator.Telemetry;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Telemetry;

/// <summary>Receivers as one hopes not to have them. Each is told of once, and hinders nobody.</summary>
public sealed class ReceiverConnectionTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly TestLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(503, "text/plain", "it answered 503")]
    [InlineData(401, "application/json", "it answered 401")]
    [InlineData(307, "text/plain", "it answered 307")]
    [InlineData(200, "text/html; charset=utf-8", "it answered with a page")]
    public async Task One_that_does_not_take_it_is_told_of_once_and_again_when_it_does(int status, string type, string words)
    {
        var isWell = false;
        await using var receiver = await TelemetryReceiver.StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = isWell ? (200, "application/x-protobuf") : (status, type);
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return context.Response.WriteAsync("nonsense", Cancellation);
        });
        using var client = Open(receiver.Address);
        await TellAsync(client, times: 3);
        isWell = true;
        await TellAsync(client, times: 3);
        isWell = false;
        await TellAsync(client, times: 3);
        _log.Lines.Count.ShouldBe(2, string.Join('\n', _log.Lines));
        _log.Lines[0].ShouldContain(words);
        _log.Lines[0].ShouldContain("correct OpenTelemetry");
        _log.Lines[1].ShouldContain("again");
        _clock.Advance(TimeSpan.FromHours(2));
        await TellAsync(client, times: 3);
        _log.Lines.Count.ShouldBe(3, "one that comes and goes is told of once an hour");
        string.Concat(_log.Lines).ShouldNotContain("PLANTED");
    }

    [Fact]
    public async Task One_that_is_down_is_told_of_once()
    {
        using var client = Open(new Uri("http://127.0.0.1:1/"));
        for (var time = 0; time < 3; time++)
        {
            await Should.ThrowAsync<HttpRequestException>(() => TellAsync(client, 1));
        }

        _log.Lines.ShouldHaveSingleItem().ShouldContain("http://127.0.0.1:1 takes no connection");
    }

    [Fact]
    public async Task One_that_speaks_something_else_is_told_of_once()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var answer = Task.Run(
            async () =>
            {
                using var other = await listener.AcceptTcpClientAsync(Cancellation);
                await other.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray(), Cancellation);
            },
            Cancellation
        );
        using var client = Open(new Uri($"http://{listener.LocalEndpoint}/"));
        await Should.ThrowAsync<HttpRequestException>(() => TellAsync(client, 1));
        await answer;
        _log.Lines.ShouldHaveSingleItem().ShouldContain("speaks another protocol");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_whose_answer_has_no_end_is_read_no_further(bool isSynchronous)
    {
        await using var receiver = await TelemetryReceiver.StartAsync(async context =>
        {
            var some = new byte[16 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(some, context.RequestAborted);
            }
        });
        using var client = Open(receiver.Address);
        await TellAsync(client, 1, isSynchronous);
        _log.Lines.ShouldHaveSingleItem().ShouldContain("its answer has no end");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_begins_an_answer_and_says_no_more_is_not_waited_for(bool isSynchronous)
    {
        await using var receiver = await TelemetryReceiver.StartAsync(async context =>
        {
            await context.Response.StartAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var client = Open(receiver.Address);
        client.Timeout = TimeSpan.FromSeconds(1);
        await Should
            .ThrowAsync<OperationCanceledException>(() => Task.Run(() => TellAsync(client, 1, isSynchronous), Cancellation))
            .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
        _log.Lines.ShouldHaveSingleItem().ShouldContain("no answer came in time");
    }

    private HttpClient Open(Uri address)
    {
        var options = new TelemetryOptions
        {
            Endpoint = address,
            Service = "s",
            Instance = "i",
            Version = "1",
            Headers = new Dictionary<string, Secret> { ["x-key"] = new("PLANTED") },
        };
        var client = new ReceiverConnection(new ReceiverWatch(address.GetLeftPart(UriPartial.Authority), _clock, _log)).Open(options);
        client.BaseAddress = address;
        return client;
    }

    private static async Task TellAsync(HttpClient client, int times, bool isSynchronous = false)
    {
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces");
            using var response = isSynchronous ? client.Send(request, Cancellation) : await client.SendAsync(request, Cancellation);
        }
    }
}
