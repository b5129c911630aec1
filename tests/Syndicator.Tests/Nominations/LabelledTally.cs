namespace Syndicator.Tests.Nominations;

/// <param name="Extra">Recognised, though not labelled.</param>
/// <param name="Missed">Labelled, but not recognised.</param>
internal sealed record Tally(int Right, int Extra, int Missed)
{
    /// <summary>Of what was recognised, the share that is right; 1 where nothing was.</summary>
    public double Precision => Right + Extra == 0 ? 1 : (double)Right / (Right + Extra);

    /// <summary>Of what is labelled, the share that was recognised; 1 where nothing is.</summary>
    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public Tally With(IReadOnlySet<string> expected, IReadOnlySet<string> found) =>
        new(
            Right + expected.Count(found.Contains),
            Extra + found.Count(key => !expected.Contains(key)),
            Missed + expected.Count(key => !found.Contains(key))
        );
}

internal sealed record Share(int Right, int All)
{
    public Share And(bool isRight) => new(Right + (isRight ? 1 : 0), All + 1);

    public override string ToString() => FormattableString.Invariant($"{Right} of {All}");
}
