using System.Globalization;

namespace Syndicator.Benchmarks;

/// <summary>What was measured with so many publications; as text a row of a table in Markdown.</summary>
/// <param name="Where">The store, and how many instances where it is more than one.</param>
/// <param name="Ready">Seconds until every instance answers; <paramref name="ReadyProcessor"/>: seconds of processor time of one until then.</param>
/// <param name="Looked">Seconds until every job has looked once; <paramref name="LookedProcessor"/>: of processor time, of all instances.</param>
/// <param name="Memory">Resident, in MB, of the largest instance; <paramref name="Own"/>: without what is mapped from files.</param>
/// <param name="Idle">Seconds of processor time an hour, of all instances, when nothing is to do.</param>
/// <param name="Rate">Posts a second when very many are due.</param>
/// <param name="Post">Milliseconds of processor time for each of them.</param>
internal sealed record ManyRow(
    int Publications,
    string Where,
    double Ready,
    double ReadyProcessor,
    double Looked,
    double LookedProcessor,
    long Memory,
    long Own,
    double Idle,
    double Rate,
    double Post
)
{
    private const int Columns = 11;

    public const string Header = """
        | publications | store | ready after, s | processor, s | every job has looked after, s | processor, s | memory, MB | of it own, MB | idle, processor s an hour | posts a second | processor a post, ms |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {Publications:#,0} | {Where} | {Ready:0.0} | {ReadyProcessor:0.0} | {Looked:0.0} | {LookedProcessor:0.0} | {Memory} | {Own} | {Idle:0} | {Rate:0} | {Post:0.0} |"
        );

    /// <summary>Null for a line that is no such row.</summary>
    public static ManyRow? Parse(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
        return cells.Length == Columns && int.TryParse(cells[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count)
            ? new ManyRow(
                count,
                cells[1],
                Number(cells[2]),
                Number(cells[3]),
                Number(cells[4]),
                Number(cells[5]),
                (long)Number(cells[6]),
                (long)Number(cells[7]),
                Number(cells[8]),
                Number(cells[9]),
                Number(cells[10])
            )
            : null;
    }

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture);
}
