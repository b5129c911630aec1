using System.Globalization;

namespace Syndicator.Metrics;

/// <summary>One instrument's values under one set of labels. Not for several threads at once.</summary>
/// <param name="labels">As <see cref="PrometheusText.Labels"/> writes them.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets; none for anything else.</param>
internal sealed class Series(string labels, IReadOnlyList<double> bounds)
{
    private readonly long[] _buckets = new long[bounds.Count];
    private long _count;
    private double _value;

    public void Add(double amount) => _value += amount;

    public void Set(double value) => _value = value;

    public void Record(double value)
    {
        _value += value;
        _count++;
        for (var index = 0; index < _buckets.Length; index++)
        {
            _buckets[index] += value <= bounds[index] ? 1 : 0;
        }
    }

    public IEnumerable<MetricSample> Samples(MetricKind kind) =>
        kind is not MetricKind.Histogram
            ? [new MetricSample("", labels, _value)]
            :
            [
                .. _buckets.Select((count, index) => new MetricSample("_bucket", Up(PrometheusText.Number(bounds[index])), count)),
                new MetricSample("_bucket", Up("+Inf"), _count),
                new MetricSample("_sum", labels, _value),
                new MetricSample("_count", labels, _count),
            ];

    private string Up(string bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{(labels.Length == 0 ? "{" : labels[..^1] + ",")}le=\"{bound}\"}}");
}
