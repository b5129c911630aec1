using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.App;
using Syndicator.Configuration;
using Syndicator.Networks.Wire;
using Syndicator.Publishing;
using Syndicator.Telemetry;
using Syndicator.Tests.Hosting;
using Syndicator.Tests.Nominations.Collecting;
using Syndicator.Tests.Pages;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Telemetry;

/// <summary>What is exported, as a receiver has it: names that must be there, and secrets, texts and people that were planted and must not.</summary>
public sealed class ExportTelemetryTests() : CollectingSuite(new SqliteServer())
{
    [Fact]
    public async Task A_receiver_is_told_what_was_done_and_nothing_that_was_said()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await using (ExportTelemetry.Begin(To(receiver.Address), TimeProvider.System, NullLoggerFactory.Instance))
        {
            await LiveAsync();
        }

        var told = receiver.Everything;
        receiver
            .Received.Select(each => (each.Path, each.ContentType))
            .Distinct()
            .Order()
            .ShouldBe([("/below/v1/metrics", "application/x-protobuf"), ("/below/v1/traces", "application/x-protobuf")]);
        receiver.Received.ShouldAllBe(each => each.Key == "PLANTED-key");
        foreach (
            var name in (string[])
                [
                    "service.name",
                    "the-gazette-service",
                    "instance-7",
                    "syndicator.posts",
                    "syndicator.request.duration",
                    "syndicator.collections",
                    "dotnet.gc.collections",
                    "http.server.request.duration",
                    "kestrel.active_connections",
                    "deliver",
                    "collect",
                    "announce",
                    "published",
                    "gazette",
                    "alpha",
                    $"GET {HostFeeds.Atom}",
                    "server.address",
                ]
        )
        {
            told.ShouldContain(name);
        }

        foreach (
            var secret in (string[])
                [
                    // No text, token, person, name of a browser, nor what was asked for in an address.
                    "PLANTED",
                    "What there is to say",
                    "url.full",
                    "GET /health",
                    // What an exception says.
                    "Connection refused",
                    "   at ",
                ]
        )
        {
            Around(told, secret).ShouldBeNull(secret);
        }
    }

    [Fact]
    public async Task By_grpc_it_arrives_as_well()
    {
        await using var receiver = await TelemetryReceiver.StartAsync(
            context =>
            {
                context.Response.ContentType = "application/grpc";
                context.Response.AppendTrailer("grpc-status", "0");
                return context.Response.Body.WriteAsync(new byte[5]).AsTask();
            },
            HttpProtocols.Http2
        );
        await using (
            ExportTelemetry.Begin(
                To(receiver.Address) with
                {
                    Protocol = TelemetryProtocol.Grpc,
                },
                TimeProvider.System,
                NullLoggerFactory.Instance
            )
        )
        {
            await AnnounceAsync();
        }

        receiver
            .Received.Select(each => each.Path)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "/below/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
                "/below/opentelemetry.proto.collector.trace.v1.TraceService/Export",
            ]);
        receiver.Everything.ShouldContain("announce");
    }

    /// <summary>Each signal has its own end: the SDK cancels at the end of one whatever its client is still sending.</summary>
    [Theory]
    [InlineData("/below/v1/traces")]
    [InlineData("/below/v1/metrics")]
    public async Task The_last_words_are_heard_out_when_the_other_signal_has_ended(string slow)
    {
        var isHeardOut = false;
        await using var receiver = await TelemetryReceiver.StartAsync(async context =>
        {
            if (context.Request.Path == slow)
            {
                await Task.Delay(300, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                isHeardOut = !context.RequestAborted.IsCancellationRequested;
            }

            await TelemetryReceiver.TakeAsync(context);
        });
        await using (ExportTelemetry.Begin(To(receiver.Address), TimeProvider.System, NullLoggerFactory.Instance))
        {
            await AnnounceAsync();
        }

        isHeardOut.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_receiver_posts_go_out()
    {
        await using (
            ExportTelemetry.Begin(
                To(new Uri("http://127.0.0.1:1/")) with
                {
                    Interval = TimeSpan.FromMilliseconds(20),
                },
                TimeProvider.System,
                NullLoggerFactory.Instance
            )
        )
        {
            await AnnounceAsync();
            (await DeliverAsync()).ShouldBe(["delivered"]);
        }
    }

    private static TelemetryOptions To(Uri receiver) =>
        new()
        {
            Endpoint = new Uri(receiver, "/below/"),
            Service = "the-gazette-service",
            Instance = "instance-7",
            Version = "1",
            // However busy the machine is.
            Farewell = TimeSpan.FromSeconds(30),
            Headers = new Dictionary<string, Secret> { ["x-key"] = new("PLANTED-key") },
        };

    /// <summary>All that is traced: an announcement, a delivery, a collection, a page, and a server that is asked.</summary>
    private async Task LiveAsync()
    {
        await AnnounceAsync();
        await DeliverAsync();
        Alpha.Write("I nominate https://crates.io/crates/planted-crate for #cotw", author: "planted-person");
        await CollectAsync();
        await using var desk = await DeskServer.StartAsync(SampleWeek.Ready);
        foreach (var path in new[] { HostFeeds.AtomOf("gazette") + "?token=PLANTED", "/health/live", "/PLANTED/nowhere" })
        {
            (
                await desk.GetAsync(
                    path,
                    request =>
                    {
                        request.Headers.UserAgent.ParseAdd("PLANTED-browser/1.0");
                        request.Headers.Add("tracestate", "planted=planted");
                        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                        request.Headers.Add("baggage", "planted=planted");
                    }
                )
            ).Dispose();
        }

        await CallByAnotherNameAsync(desk.Address);
        using var wire = new WireClient();
        foreach (
            var address in new[] { new Uri(desk.Address, "/PLANTED?acct=PLANTED"), new Uri("http://127.0.0.1:1/PLANTED?acct=PLANTED") }
        )
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, address);
            question.Headers.TryAddWithoutValidation("Authorization", "Bearer PLANTED");
            await wire.ReadAsync(question, Cancellation);
        }
    }

    private static async Task CallByAnotherNameAsync(Uri desk)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(desk.Host, desk.Port, Cancellation);
        await client
            .GetStream()
            .WriteAsync("GET / HTTP/1.1\r\nHost: planted.example\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        await client.GetStream().CopyToAsync(Stream.Null, Cancellation);
    }

    /// <summary>Where it stands; null when it does not.</summary>
    private static string? Around(string told, string secret) =>
        told.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? told[Math.Max(0, at - 200)..Math.Min(told.Length, at + 200)]
            : null;

    private Task<Enqueued> AnnounceAsync() =>
        new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication = Publication with { Hold = TimeSpan.Zero },
            Samples.Issue(7),
            Samples.Text,
            [Samples.Thread("alpha", "planted")],
            "cli:planted",
            null,
            Cancellation
        );

    private async Task<IReadOnlyList<string>> DeliverAsync()
    {
        var network = new ScriptedNetwork();
        var deliver = new DeliverDue(
            new Outbox(Database, Clock),
            new AccountHomes(Database, Clock),
            (_, _) => network,
            new DeliveryOptions(),
            Clock,
            NullLogger<DeliverDue>.Instance,
            "worker"
        );
        return [.. (await deliver.RunAsync(Publication, Cancellation)).Handled.Select(post => post.State.Name)];
    }
}
