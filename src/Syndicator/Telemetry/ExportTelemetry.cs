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
    private readonly HttpClient _http;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private ExportTelemetry(HttpClient http, TracerProvider traces, MeterProvider metrics) =>
        (_http, _traces, _metrics) = (http, traces, metrics);

    /// <summary>Begins at once. Before the web server starts, which else says less of its requests.</summary>
    public static ExportTelemetry Begin(TelemetryOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var log = loggers.CreateLogger<ExportTelemetry>();
        var http = ReceiverConnection.Open(options, new ReceiverWatch(options.Endpoint.GetLeftPart(UriPartial.Authority), clock, log));
        var resource = ResourceBuilder
            .CreateEmpty()
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector()
            .AddService(options.Service, null, options.Version, autoGenerateServiceInstanceId: false, options.Instance);
        return new ExportTelemetry(http, Traces(options, http, resource), Metrics(options, http, resource));
    }

    /// <summary>Tells what is left, if the receiver takes it soon.</summary>
    public async ValueTask DisposeAsync()
    {
        var limit = (int)TelemetryOptions.Farewell.TotalMilliseconds;
        await Task.WhenAll(Task.Run(() => _traces.Shutdown(limit)), Task.Run(() => _metrics.Shutdown(limit)));
        _http.CancelPendingRequests();
        _traces.Dispose();
        _metrics.Dispose();
        _exceptions.Dispose();
        _http.Dispose();
    }

    private static TracerProvider Traces(TelemetryOptions options, HttpClient http, ResourceBuilder resource) =>
        Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource([Spans.SourceName, .. SafeSpans.Frameworks])
            .AddProcessor(new SafeSpans())
            .AddProcessor(
                new BatchActivityExportProcessor(
                    new OtlpTraceExporter(To(options, http, "traces")),
                    MostWaiting,
                    (int)s_spansWait.TotalMilliseconds,
                    (int)TelemetryOptions.TimeLimit.TotalMilliseconds
                )
            )
            .Build();

    private static MeterProvider Metrics(TelemetryOptions options, HttpClient http, ResourceBuilder resource) =>
        Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(s_meters)
            .AddView(ViewOf)
            .AddReader(
                new PeriodicExportingMetricReader(
                    new OtlpMetricExporter(To(options, http, "metrics")),
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

    private static OtlpExporterOptions To(TelemetryOptions options, HttpClient http, string signal) =>
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
            HttpClientFactory = () => http,
        };
}
