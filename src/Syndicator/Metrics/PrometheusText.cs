using System.Globalization;
using System.Text;

namespace Syndicator.Metrics;

/// <summary>Prometheus' text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.Where(family => family.Samples.Count > 0).OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, isLabel: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var sample in family.Samples)
            {
                text.Append(family.Name).Append(sample.Suffix).Append(sample.Labels).Append(' ').Append(Number(sample.Value)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary><c>{publication="twir",account="x"}</c>; nothing where there are none.</summary>
    public static string Labels(params ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder("{");
        foreach (var (name, value) in labels)
        {
            text.Append(text.Length > 1 ? "," : "").Append(Name(name)).Append("=\"");
            text.Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", isLabel: true)).Append('"');
        }

        return text.Append('}').ToString();
    }

    /// <summary>An instrument's name as Prometheus has names: with its unit, and <c>_total</c> where it only grows.</summary>
    public static string NameOf(string instrument, string? unit, MetricKind kind)
    {
        var ending = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var name = Name(instrument);
        return (name.EndsWith(ending, StringComparison.Ordinal) ? name : name + ending) + (kind is MetricKind.Counter ? "_total" : "");
    }

    public static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value)
            ? value > 0 ? "+Inf"
                : "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Name(string name) =>
        string.Create(
            name.Length,
            name,
            (letters, from) =>
            {
                for (var index = 0; index < letters.Length; index++)
                {
                    letters[index] = char.IsAsciiLetter(from[index]) || (index > 0 && char.IsAsciiDigit(from[index])) ? from[index] : '_';
                }
            }
        );

    private static string Escape(string text, bool isLabel)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
