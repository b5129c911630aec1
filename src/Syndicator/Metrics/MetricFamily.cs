namespace Syndicator.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>Everything of one name, as Prometheus reads it.</summary>
/// <param name="Name">As in the text: letters, digits and underscores.</param>
internal sealed record MetricFamily(string Name, MetricKind Kind, string Help, IReadOnlyList<MetricSample> Samples)
{
    /// <summary>More label sets of one name are not told apart: who reads them keeps each for weeks.</summary>
    public const int MostSeries = 2_000;

    /// <summary>The value of every label of the series that has all the rest.</summary>
    public const string Rest = "(rest)";

    /// <summary>Gauges of many things, the first of them each for itself and the rest in one.</summary>
    /// <param name="join">What becomes of the rest's values.</param>
    public static MetricFamily GaugeOf(
        string name,
        string help,
        IReadOnlyList<(KeyValuePair<string, object?>[] Labels, double Value)> values,
        Func<IEnumerable<double>, double> join
    )
    {
        var samples = values.Take(MostSeries).Select(each => new MetricSample("", PrometheusText.Labels(each.Labels), each.Value)).ToList();
        if (values.Count > MostSeries)
        {
            samples.Add(new MetricSample("", RestOf(values[0].Labels), join(values.Skip(MostSeries).Select(each => each.Value))));
        }

        return new MetricFamily(name, MetricKind.Gauge, help, samples);
    }

    /// <summary>The labels of the series that has all the rest.</summary>
    public static string RestOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var rest = new KeyValuePair<string, object?>[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            rest[index] = new(labels[index].Key, Rest);
        }

        return PrometheusText.Labels(rest);
    }
}

/// <param name="Suffix">Of the family's name: <c>_bucket</c>, <c>_sum</c>, <c>_count</c>, or nothing.</param>
/// <param name="Labels">As <see cref="PrometheusText.Labels"/> writes them.</param>
internal readonly record struct MetricSample(string Suffix, string Labels, double Value);
