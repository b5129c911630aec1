namespace Syndicator.Issues.Writing;

/// <summary>Where the words of one line are code: between backticks that have their partner, one or two of them.</summary>
internal static class CodeSpans
{
    private const int MostBackticks = 2;

    /// <summary>The places of whole spans, backticks included, in order.</summary>
    public static IReadOnlyList<Range> Find(string line)
    {
        var runs = Runs(line);
        var spans = new List<Range>();
        // From the right, so that each run knows its partner at once: a line of backticks costs no more than any other.
        var partner = Partners(runs);
        for (var i = 0; i < runs.Count; i++)
        {
            if (partner[i] is var next and > 0 && !line.AsSpan(runs[i].End, runs[next].Start - runs[i].End).IsWhiteSpace())
            {
                spans.Add(runs[i].Start..runs[next].End);
                i = next;
            }
        }

        return spans;
    }

    private static List<(int Start, int End)> Runs(string line)
    {
        var runs = new List<(int Start, int End)>();
        for (var at = line.IndexOf('`', StringComparison.Ordinal); at >= 0; at = line.IndexOf('`', at))
        {
            var end = at;
            while (end < line.Length && line[end] == '`')
            {
                end++;
            }

            runs.Add((at, end));
            at = end;
        }

        return runs;
    }

    /// <summary>For each run the next of the same length; 0 where there is none.</summary>
    private static int[] Partners(List<(int Start, int End)> runs)
    {
        var partners = new int[runs.Count];
        var next = new int[MostBackticks + 1];
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            var length = runs[i].End - runs[i].Start;
            if (length <= MostBackticks)
            {
                partners[i] = next[length];
                next[length] = i;
            }
        }

        return partners;
    }
}
