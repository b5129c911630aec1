using Syndicator.Configuration;

namespace Syndicator.Telemetry;

/// <summary>How a receiver of OTLP is spoken to (https://opentelemetry.io/docs/specs/otlp/).</summary>
internal enum TelemetryProtocol
{
    /// <summary><c>http/protobuf</c>; usually at port 4318.</summary>
    HttpProtobuf,

    /// <summary><c>grpc</c>; usually at port 4317.</summary>
    Grpc,
}

/// <summary>To whom this process tells what it measures. Without it nothing of OpenTelemetry is loaded.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Below it each kind of signal has its own path: <c>v1/traces</c>, <c>v1/metrics</c>.</summary>
    public required Uri Endpoint { get; init; }

    public TelemetryProtocol Protocol { get; init; } = TelemetryProtocol.HttpProtobuf;

    /// <summary>Sent with every request to the receiver, and to nobody else.</summary>
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary><c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary><c>service.instance.id</c>: another in each process.</summary>
    public required string Instance { get; init; }

    /// <summary><c>service.version</c>.</summary>
    public required string Version { get; init; }

    /// <summary>How often metrics are sent.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan Interval { get; init; } = UsualInterval;

    public static TimeSpan UsualInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>For each request to the receiver.</summary>
    public static TimeSpan TimeLimit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>At the program's end, for what is still to be told.</summary>
    /// <value>The default is two seconds.</value>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);
}
