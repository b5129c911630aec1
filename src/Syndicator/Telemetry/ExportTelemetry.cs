using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Syndicator.Metrics;

namespace Syndicator.Telemetry;

/// <summary>
/// Tells a receiver of OTLP what this process measures, and what it did when. In the background, bounded in memory and time: whatever the receiver does, what the
/// program is for goes on, and what was not taken is forgotten.
/// </summary>
internal sealed class ExportTelemetry : IAsyncDisposable
{
    /// <summary>Spans that wait to be sent; those beyond are dropped.</summary>
    private const int MostWaiting = 2_048;

    private static readonly TimeSpan s_spansWait = TimeSpan.FromSeconds(5);

    private static readonly string[] s_meters =
    [
        Instruments.MeterName,
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private readonly ActivityListener _exceptions = SafeSpans.KeepExceptionsShort();
    private readonly int _farewell;
    private readonly ReceiverConnection _receiver;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private ExportTelemetry(TimeSpan farewell, ReceiverConnection receiver, TracerProvider traces, MeterProvider metrics) =>
        (_farewell, _receiver, _traces, _metrics) = ((int)farewell.TotalMilliseconds, receiver, traces, metrics);

    /// <summary>Begins at once. Before the web server starts, which else says less of its requests.</summary>
    public static ExportTelemetry Begin(TelemetryOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var log = loggers.CreateLogger<ExportTelemetry>();
        var receiver = new ReceiverConnection(new ReceiverWatch(options.Endpoint.GetLeftPart(UriPartial.Authority), clock, log));
        var resource = ResourceBuilder
            .CreateEmpty()
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector()
            .AddService(options.Service, null, options.Version, autoGenerateServiceInstanceId: false, options.Instance);
        return new ExportTelemetry(options.Farewell, receiver, Traces(options, receiver, resource), Metrics(options, receiver, resource));
    }

    /// <summary>Tells what is left, if the receiver takes it soon.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Task.Run(() => _traces.Shutdown(_farewell)), Task.Run(() => _metrics.Shutdown(_farewell)));
        _traces.Dispose();
        _metrics.Dispose();
        _exceptions.Dispose();
        _receiver.Dispose();
    }

    private static TracerProvider Traces(TelemetryOptions options, ReceiverConnection receiver, ResourceBuilder resource) =>
        Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource([Spans.SourceName, .. SafeSpans.Frameworks])
            .AddProcessor(new SafeSpans())
            .AddProcessor(
                new BatchActivityExportProcessor(
                    new OtlpTraceExporter(To(options, receiver, "traces")),
                    MostWaiting,
                    (int)s_spansWait.TotalMilliseconds,
                    (int)TelemetryOptions.TimeLimit.TotalMilliseconds
                )
            )
            .Build();

    private static MeterProvider Metrics(TelemetryOptions options, ReceiverConnection receiver, ResourceBuilder resource) =>
        Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(s_meters)
            .AddView(ViewOf)
            .AddReader(
                new PeriodicExportingMetricReader(
                    new OtlpMetricExporter(To(options, receiver, "metrics")),
                    (int)options.Interval.TotalMilliseconds,
                    (int)TelemetryOptions.TimeLimit.TotalMilliseconds
                )
            )
            .Build();

    /// <summary>Ours in the buckets that /metrics has them in; of requests no more than how they were answered.</summary>
    private static MetricStreamConfiguration? ViewOf(Instrument instrument) =>
        instrument.Meter.Name == Instruments.MeterName && instrument is Histogram<double>
            ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. MeterReader.Bounds] }
        : instrument.Name == "http.server.request.duration"
            ? new MetricStreamConfiguration { TagKeys = ["http.request.method", "http.response.status_code", "http.route"] }
        : null;

    private static OtlpExporterOptions To(TelemetryOptions options, ReceiverConnection receiver, string signal) =>
        new()
        {
            Endpoint =
                options.Protocol is TelemetryProtocol.Grpc
                    ? options.Endpoint
                    : new Uri($"{options.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/{signal}"),
            Protocol = options.Protocol is TelemetryProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)TelemetryOptions.TimeLimit.TotalMilliseconds,
            // Those of the settings are the connection's.
            Headers = "",
            // Each its own: an exporter that is shut down cancels what its client is still sending, which would be the other's last words.
            HttpClientFactory = () => receiver.Open(options),
        };
}
