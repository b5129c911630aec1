using System.Diagnostics.Metrics;
using Syndicator.Metrics;

namespace Syndicator.Tests.Metrics;

public sealed class MeterReaderTests : IDisposable
{
    private readonly Meter _meter = new($"Tests-{TestContext.Current.Test!.UniqueID}");
    private readonly MeterReader _reader;

    public MeterReaderTests() => _reader = new MeterReader(_meter.Name);

    [Fact]
    public void A_counter_a_gauge_and_a_histogram_are_written_to_the_letter()
    {
        _meter.CreateObservableGauge("tests.heat", () => -1.5, "By", "How hot \\ it\nis.");
        var counter = _meter.CreateCounter<long>("tests.posts", "{post}", "Posts.");
        var times = _meter.CreateHistogram<double>(
            "tests.took",
            "s",
            "Times.",
            null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] }
        );
        counter.Add(2, new KeyValuePair<string, object?>("name", "a\"b\\c\nd"));
        counter.Add(3, new KeyValuePair<string, object?>("name", "a\"b\\c\nd"));
        foreach (var time in (double[])[0.5, 1, 3])
        {
            times.Record(time, new KeyValuePair<string, object?>("http.way", "in"));
        }

        PrometheusText
            .Write(_reader.Read().Where(family => family.Name.StartsWith("tests_", StringComparison.Ordinal)))
            .ShouldBe(
                """
                # HELP tests_heat_bytes How hot \\ it\nis.
                # TYPE tests_heat_bytes gauge
                tests_heat_bytes -1.5
                # HELP tests_posts_total Posts.
                # TYPE tests_posts_total counter
                tests_posts_total{name="a\"b\\c\nd"} 5
                # HELP tests_took_seconds Times.
                # TYPE tests_took_seconds histogram
                tests_took_seconds_bucket{http_way="in",le="0.5"} 1
                tests_took_seconds_bucket{http_way="in",le="2"} 2
                tests_took_seconds_bucket{http_way="in",le="+Inf"} 3
                tests_took_seconds_sum{http_way="in"} 4.5
                tests_took_seconds_count{http_way="in"} 3

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void A_name_has_so_many_series_and_the_rest_in_one()
    {
        var counter = _meter.CreateCounter<long>("tests.many");
        for (var number = 0; number < MetricFamily.MostSeries + 50; number++)
        {
            counter.Add(2, new("n", number), new("m", "x"));
        }

        var samples = _reader.Read().Single(family => family.Name == "tests_many_total").Samples;
        samples.Count.ShouldBe(MetricFamily.MostSeries + 1);
        samples.Single(sample => sample.Labels == """{n="(rest)",m="(rest)"}""").Value.ShouldBe(100);
        samples.Sum(sample => sample.Value).ShouldBe(2 * (MetricFamily.MostSeries + 50));
    }

    [Fact]
    public void The_runtime_tells_what_it_costs_in_a_text_that_reads_by_the_rules()
    {
        var read = PrometheusReader.Read(PrometheusText.Write(_reader.Read()));
        read.Values["dotnet_process_memory_working_set_bytes"].ShouldBeGreaterThan(1e6);
        read.Kinds["dotnet_process_cpu_time_seconds_total"].ShouldBe("counter");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _meter.Dispose();
    }
}
