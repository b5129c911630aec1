using System.Diagnostics;
using OpenTelemetry;
using Syndicator.Metrics;

namespace Syndicator.Telemetry;

/// <summary>
/// Takes from the spans of .NET and ASP.NET Core everything that is not known to be harmless, before they are sent: addresses with what was asked in them,
/// the names of browsers, whatever a later version adds. Ours say nothing that would have to be taken away.
/// </summary>
internal sealed class SafeSpans : BaseProcessor<Activity>
{
    /// <summary>Whose spans are taken, beside ours.</summary>
    public static IReadOnlyList<string> Frameworks { get; } = ["Microsoft.AspNetCore", "System.Net.Http"];

    private const string Route = "http.route";
    private const string Method = "http.request.method";

    /// <summary>Of requests to us. Not the name that they call us by: strangers choose it.</summary>
    private static readonly HashSet<string> s_ofServers = new(StringComparer.Ordinal)
    {
        Method,
        Route,
        "http.response.status_code",
        "error.type",
    };

    /// <summary>Of requests that we make.</summary>
    private static readonly HashSet<string> s_ofClients = new(StringComparer.Ordinal)
    {
        Method,
        "server.address",
        "server.port",
        "http.response.status_code",
        "error.type",
    };

    /// <summary>Asked every few seconds by those who watch the service: they would be most of all spans.</summary>
    private static readonly string[] s_watchers = ["/health", "/metrics"];

    /// <summary>
    /// Listens beside, until it is disposed of, because what a span keeps of an exception cannot be taken from it any more: its words and its trace are none from
    /// the beginning, and its type remains.
    /// </summary>
    public static ActivityListener KeepExceptionsShort()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => Frameworks.Contains(source.Name, StringComparer.Ordinal),
            ExceptionRecorder = (Activity _, Exception _, ref TagList tags) =>
            {
                tags.Add("exception.message", "");
                tags.Add("exception.stacktrace", "");
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == Spans.SourceName)
        {
            return;
        }

        var kept = data.Kind is ActivityKind.Server ? s_ofServers : s_ofClients;
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !kept.Contains(name)).ToList())
        {
            data.SetTag(name, null);
        }

        // What a stranger sent along, and what the words of an error may hold.
        data.TraceStateString = null;
        data.SetStatus(data.Status);
        if (data.Kind is ActivityKind.Server)
        {
            Name(data);
        }
    }

    private static void Name(Activity data)
    {
        var route = data.GetTagItem(Route) as string;
        data.DisplayName = $"{data.GetTagItem(Method)} {route}".Trim();
        if (route is not null && s_watchers.Any(watched => route.StartsWith(watched, StringComparison.Ordinal)))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
