using System.Globalization;
using System.Text;

namespace Syndicator.Benchmarks;

/// <summary>How it grows: a table of <see cref="ManyRow"/>s as a drawing (SVG), with both axes in powers of ten.</summary>
internal static class ManyPlot
{
    private const int Width = 380;
    private const int Height = 250;
    private const int Left = 56;
    private const int Right = 30;
    private const int Top = 40;
    private const int Bottom = 34;

    private static readonly string[] s_colours = ["#0b61a4", "#b35900", "#2e7d32"];

    private static readonly (string Title, Func<ManyRow, double> Value)[] s_panels =
    [
        ("Processor time until it answers, seconds", row => row.ReadyProcessor),
        ("Memory of one instance, MB", row => row.Memory),
        ("Idle: processor seconds an hour", row => row.Idle),
        ("Processor time of one post, milliseconds", row => row.Post),
    ];

    /// <param name="table">A Markdown file that has the table.</param>
    public static async Task<int> DrawAsync(string table, string drawing)
    {
        var rows = (await File.ReadAllLinesAsync(table))
            .Where(line => line.StartsWith('|'))
            .Select(ManyRow.Parse)
            .OfType<ManyRow>()
            .ToList();
        if (rows.Count == 0)
        {
            await Console.Error.WriteLineAsync($"{table}: has no row of a table as `many` prints it");
            return 1;
        }

        await File.WriteAllTextAsync(drawing, Draw(rows));
        return 0;
    }

    private static string Draw(IReadOnlyList<ManyRow> rows)
    {
        var places = rows.Select(row => row.Where).Distinct().ToList();
        var svg = new StringBuilder();
        var (width, height) = (2 * Width, (2 * Height) + 30);
        Add(
            svg,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" role="img">
            <title>How the program grows with the number of publications</title>
            <rect width="{width}" height="{height}" fill="#fff"/>
            """
        );
        for (var panel = 0; panel < s_panels.Length; panel++)
        {
            Add(svg, $"""<g transform="translate({panel % 2 * Width} {panel / 2 * Height})">""");
            Panel(svg, rows, places, s_panels[panel].Title, s_panels[panel].Value);
            Add(svg, $"</g>");
        }

        for (var place = 0; place < places.Count; place++)
        {
            var x = Left + (place * 200);
            Add(svg, $"""<circle cx="{x}" cy="{height - 16}" r="4" fill="{s_colours[place % s_colours.Length]}"/>""");
            Add(svg, $"""<text x="{x + 10}" y="{height - 12}">{places[place]}</text>""");
        }

        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(
        StringBuilder svg,
        IReadOnlyList<ManyRow> rows,
        IReadOnlyList<string> places,
        string title,
        Func<ManyRow, double> value
    )
    {
        var level = Powers(rows.Select(row => (double)row.Publications));
        var upright = Powers(rows.Select(value));
        double X(double number) => Left + (Share(number, level) * (Width - Left - Right));
        double Y(double number) => Height - Bottom - (Share(number, upright) * (Height - Top - Bottom));
        Add(svg, $"""<text x="{Left}" y="{Top - 16}" font-weight="bold">{title}</text>""");
        foreach (var power in Enumerable.Range(level.From, level.To - level.From + 1))
        {
            var x = X(Math.Pow(10, power));
            Add(svg, $"""<line x1="{x:0.0}" y1="{Top}" x2="{x:0.0}" y2="{Height - Bottom}" stroke="#ddd"/>""");
            Add(svg, $"""<text x="{x:0.0}" y="{Height - Bottom + 16}" text-anchor="middle">{Math.Pow(10, power):#,0}</text>""");
        }

        foreach (var power in Enumerable.Range(upright.From, upright.To - upright.From + 1))
        {
            var y = Y(Math.Pow(10, power));
            Add(svg, $"""<line x1="{Left}" y1="{y:0.0}" x2="{Width - Right}" y2="{y:0.0}" stroke="#ddd"/>""");
            Add(svg, $"""<text x="{Left - 6}" y="{y + 4:0.0}" text-anchor="end">{Math.Pow(10, power):#,0.###}</text>""");
        }

        for (var place = 0; place < places.Count; place++)
        {
            var colour = s_colours[place % s_colours.Length];
            var points = rows.Where(row => row.Where == places[place]).OrderBy(row => row.Publications).ToList();
            var line = string.Join(' ', points.Select(row => Text($"{X(row.Publications):0.0},{Y(value(row)):0.0}")));
            Add(svg, $"""<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            foreach (var row in points)
            {
                var (x, y) = (X(row.Publications), Y(value(row)));
                Add(svg, $"""<circle cx="{x:0.0}" cy="{y:0.0}" r="3.5" fill="{colour}"/>""");
                Add(
                    svg,
                    $"""<text x="{x:0.0}" y="{y + (place % 2 == 0 ? -8 : 16):0.0}" text-anchor="middle" fill="{colour}">{value(row):#,0.#}</text>"""
                );
            }
        }
    }

    private static (int From, int To) Powers(IEnumerable<double> values)
    {
        var logs = values.Select(Math.Log10).ToList();
        var from = (int)Math.Floor(logs.Min());
        return (from, Math.Max(from + 1, (int)Math.Ceiling(logs.Max())));
    }

    private static double Share(double value, (int From, int To) powers) => (Math.Log10(value) - powers.From) / (powers.To - powers.From);

    private static void Add(StringBuilder svg, FormattableString line) => svg.AppendLine(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
