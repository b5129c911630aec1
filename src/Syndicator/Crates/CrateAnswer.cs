namespace Syndicator.Crates;

/// <summary>What came of asking for a crate. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record CrateAnswer
{
    private CrateAnswer() { }

    public sealed record Known(CrateFacts Facts) : CrateAnswer;

    /// <summary>There is no crate of this name, or there cannot be.</summary>
    public sealed record Unknown : CrateAnswer;

    /// <summary>Nothing was learned, least of all that there is no such crate.</summary>
    /// <param name="Until">Not to be asked before; null: whenever it suits.</param>
    public sealed record NotAnswered(string Reason, DateTimeOffset? Until = null) : CrateAnswer;

    public T Match<T>(Func<Known, T> known, Func<Unknown, T> unknown, Func<NotAnswered, T> notAnswered) =>
        this switch
        {
            Known x => known(x),
            Unknown x => unknown(x),
            NotAnswered x => notAnswered(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
