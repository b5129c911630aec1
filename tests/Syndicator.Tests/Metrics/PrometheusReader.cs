using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.Tests.Metrics;

/// <summary>Reads Prometheus' text format 0.0.4 by its own rules, and objects to whatever breaks one.</summary>
internal sealed partial class PrometheusReader
{
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private string _family = "";

    /// <summary>By name and labels as they are written.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    public IReadOnlyDictionary<string, string> Kinds => _kinds;

    public static PrometheusReader Read(string text)
    {
        text.ShouldEndWith("\n");
        text.ShouldNotContain('\r');
        var reader = new PrometheusReader();
        foreach (var line in text.Split('\n')[..^1])
        {
            reader.Take(line);
        }

        return reader;
    }

    private void Take(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            _family = line.Split(' ')[2];
            _kinds.ContainsKey(_family).ShouldBeFalse($"{_family} comes twice");
            return;
        }

        if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            var (name, kind) = (line.Split(' ')[2], line.Split(' ')[3]);
            name.ShouldBe(_family, "HELP and TYPE stand together");
            _kinds[name] = kind;
            (kind == "counter").ShouldBe(name.EndsWith("_total", StringComparison.Ordinal), line);
            return;
        }

        var sample = Sample().Match(line);
        sample.Success.ShouldBeTrue(line);
        var own = sample.Groups["name"].Value;
        (
            own == _family || (_kinds[_family] == "histogram" && own is var n && n.StartsWith(_family + "_", StringComparison.Ordinal))
        ).ShouldBeTrue(line);
        _values
            .TryAdd(own + sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture))
            .ShouldBeTrue($"twice: {line}");
    }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>(?:\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*")*\})?) (?<value>-?[0-9.E+-]+|NaN)$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sample();
}
