using System.Diagnostics.Metrics;

namespace Syndicator.Metrics;

/// <summary>
/// Listens to our own instruments, and to the few of .NET and ASP.NET Core that an operator asks for, and keeps their values for whoever reads them. It
/// begins to count when it is made.
/// </summary>
internal sealed class MeterReader : IDisposable
{
    private const string Status = "http.response.status_code";

    /// <summary>In seconds, where an instrument does not advise on any.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>Those that are not ours, each with the labels that are kept of it; null: all.</summary>
    private static readonly Dictionary<string, string[]?> s_others = new(StringComparer.Ordinal)
    {
        ["dotnet.process.cpu.time"] = null,
        ["dotnet.process.memory.working_set"] = null,
        ["dotnet.gc.collections"] = null,
        ["dotnet.gc.heap.total_allocated"] = null,
        ["http.server.request.duration"] = [Status],
    };

    private readonly Dictionary<Instrument, Dictionary<string, Series>> _series = [];
    private readonly MeterListener _listener = new();
    private readonly Lock _one = new();

    /// <param name="ours">The meters that are read whole, beside the others' chosen instruments.</param>
    public MeterReader(string ours = Instruments.MeterName)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ours || s_others.ContainsKey(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Measure(instrument, value, labels));
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Measure(instrument, value, labels));
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Measure(instrument, value, labels));
        _listener.Start();
    }

    /// <summary>Shows a counter that has counted nothing yet: of one that is first seen at 1, nobody can tell that it rose.</summary>
    public void Show(Instrument counter, KeyValuePair<string, object?>[] labels) => Measure(counter, 0, labels);

    public IReadOnlyList<MetricFamily> Read()
    {
        _listener.RecordObservableInstruments();
        lock (_one)
        {
            return [.. _series.Select(each => FamilyOf(each.Key, each.Value.Values))];
        }
    }

    public void Dispose() => _listener.Dispose();

    private static MetricFamily FamilyOf(Instrument instrument, IEnumerable<Series> series)
    {
        var kind = KindOf(instrument);
        return new MetricFamily(
            PrometheusText.NameOf(instrument.Name, instrument.Unit, kind),
            kind,
            instrument.Description ?? instrument.Name,
            [.. series.SelectMany(each => each.Samples(kind))]
        );
    }

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var kept = s_others.GetValueOrDefault(instrument.Name) is { } names ? Keep(labels, names) : labels;
        var kind = KindOf(instrument);
        lock (_one)
        {
            var series = SeriesOf(instrument, kind, kept);
            if (kind is MetricKind.Histogram)
            {
                series.Record(value);
            }
            else if (instrument.IsObservable)
            {
                series.Set(value);
            }
            else
            {
                series.Add(value);
            }
        }
    }

    /// <summary>Within the lock.</summary>
    private Series SeriesOf(Instrument instrument, MetricKind kind, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (!_series.TryGetValue(instrument, out var all))
        {
            all = _series[instrument] = new Dictionary<string, Series>(StringComparer.Ordinal);
        }

        var name = PrometheusText.Labels(labels);
        if (all.Count >= MetricFamily.MostSeries && !all.ContainsKey(name))
        {
            name = MetricFamily.RestOf(labels);
        }

        return all.TryGetValue(name, out var known)
            ? known
            : all[name] = new Series(name, kind is MetricKind.Histogram ? BoundsOf(instrument) : []);
    }

    private static KeyValuePair<string, object?>[] Keep(ReadOnlySpan<KeyValuePair<string, object?>> labels, string[] names)
    {
        var kept = new List<KeyValuePair<string, object?>>();
        foreach (var label in labels)
        {
            if (names.Contains(label.Key, StringComparer.Ordinal))
            {
                kept.Add(label);
            }
        }

        return [.. kept];
    }

    private static IReadOnlyList<double> BoundsOf(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } ? advised : Bounds;

    private static MetricKind KindOf(Instrument instrument) =>
        instrument.GetType() is not { IsGenericType: true } type ? MetricKind.Gauge
        : type.GetGenericTypeDefinition() == typeof(Histogram<>) ? MetricKind.Histogram
        : type.GetGenericTypeDefinition() == typeof(Counter<>) || type.GetGenericTypeDefinition() == typeof(ObservableCounter<>)
            ? MetricKind.Counter
        : MetricKind.Gauge;
}
