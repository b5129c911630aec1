using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Syndicator.App.SignIn;
using Syndicator.Configuration.Values;
using Syndicator.Telemetry;

namespace Syndicator.App;

/// <summary>
/// Section <c>OpenTelemetry</c> of <c>appsettings.json</c> and the environment: to which receiver of OTLP the service tells what it measures. OpenTelemetry's own
/// variables hold where the section says nothing.
/// </summary>
internal static class HostTelemetry
{
    public const string Section = "OpenTelemetry";

    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersVariable = "OTEL_EXPORTER_OTLP_HEADERS";

    private static readonly string[] s_keys = ["Endpoint", "Protocol", "Headers", "Service", "Instance", "Interval"];

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>Null: nobody is told.</summary>
    /// <exception cref="HostProblemException">Anything is wrong with them; all of it is said.</exception>
    public static TelemetryOptions? Read(IConfiguration configuration)
    {
        var (options, mistakes) = TryRead(configuration);
        return mistakes.Count == 0 ? options : throw new HostProblemException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>Every mistake, for who checks the configuration.</summary>
    public static IEnumerable<Diagnostic> Check(IConfiguration configuration) =>
        TryRead(configuration)
            .Mistakes.Select(mistake => new Diagnostic("bad-telemetry", Severity.Error, new SourcePosition("appsettings.json"), mistake));

    /// <summary>Until it is disposed of. Without options nothing is begun, and nothing of OpenTelemetry loaded.</summary>
    public static IAsyncDisposable? Begin(TelemetryOptions? options, ILoggerFactory loggers) =>
        options is null ? null : BeginTo(options, loggers);

    /// <summary>What a request asks for, in its span: the route, since its address may say more. Only where there are spans.</summary>
    public static Task NameAsync(HttpContext context, RequestDelegate next)
    {
        if (
            context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
            && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
        )
        {
            span.SetTag("http.route", route);
        }

        return next(context);
    }

    /// <remarks>Were it part of its caller, that would load the library before it asks whether it is needed.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ExportTelemetry BeginTo(TelemetryOptions options, ILoggerFactory loggers) =>
        ExportTelemetry.Begin(options, TimeProvider.System, loggers);

    private static (TelemetryOptions? Options, IReadOnlyList<string> Mistakes) TryRead(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var mistakes = new List<string>();
        if (section.Value is { Length: > 0 })
        {
            return (
                null,
                [$"{Section} is a section with keys of its own, such as \"{Section}\": {{ \"Endpoint\": \"http://localhost:4318\" }}."]
            );
        }

        var read = new SettingsSection(section, mistakes);
        read.Only(s_keys);
        var endpoint = Endpoint(read, configuration);
        var options = new TelemetryOptions
        {
            Endpoint = endpoint ?? new Uri("http://localhost/"),
            Protocol = Protocol(read, configuration),
            Headers = TelemetryHeaders.Read(section.GetSection("Headers"), configuration[HeadersVariable], HeadersVariable, mistakes),
            Service = read.Text("Service") ?? Variable(configuration, "OTEL_SERVICE_NAME") ?? "syndicator",
            Instance = read.Text("Instance") ?? Syndication.WorkerName(),
            Version = Version(),
            Interval = Interval(read),
        };
        return (endpoint is null ? null : options, mistakes);
    }

    private static Uri? Endpoint(SettingsSection read, IConfiguration configuration)
    {
        var (text, isOurs) = read.Text("Endpoint") is { } own ? (own, true) : (Variable(configuration, EndpointVariable), false);
        if (text is null || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0
        )
        {
            return address;
        }

        // Not repeated: it may hold a password.
        read.Mistake(
            isOurs ? "Endpoint" : "",
            $"{(isOurs ? "" : $"would go to {EndpointVariable}, which ")}is no address of a receiver. Write one such as http://localhost:4318, without name, password and question; what it must know of you belongs into Headers."
        );
        return null;
    }

    private static TelemetryProtocol Protocol(SettingsSection read, IConfiguration configuration)
    {
        var text = read.Text("Protocol");
        switch (text ?? Variable(configuration, ProtocolVariable) ?? "http/protobuf")
        {
            case "http/protobuf":
                return TelemetryProtocol.HttpProtobuf;
            case "grpc":
                return TelemetryProtocol.Grpc;
            case var other:
                read.Mistake(
                    "Protocol",
                    $"{(text is null ? $"({ProtocolVariable}) " : "")}is `{OneLine.Of(other, 40)}`. Write http/protobuf or grpc."
                );
                return TelemetryProtocol.HttpProtobuf;
        }
    }

    private static TimeSpan Interval(SettingsSection read)
    {
        if (read.Text("Interval") is not { } text)
        {
            return TelemetryOptions.UsualInterval;
        }

        if (Duration.Parse(text).Value is TimeSpan span && span >= s_shortest && span <= s_longest)
        {
            return span;
        }

        read.Mistake("Interval", $"is `{OneLine.Of(text, 40)}`. Write a duration from 1s to 1h, such as 30s.");
        return TelemetryOptions.UsualInterval;
    }

    private static string? Variable(IConfiguration configuration, string name) =>
        configuration[name]?.Trim() is { Length: > 0 } text ? text : null;

    private static string Version() =>
        typeof(HostTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";
}
