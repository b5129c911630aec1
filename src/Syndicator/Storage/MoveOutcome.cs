namespace Syndicator.Storage;

/// <summary>How a move ended. Closed.</summary>
internal abstract record MoveOutcome
{
    private MoveOutcome() { }

    /// <param name="From">The database that is closed now.</param>
    /// <param name="To">The database that has everything.</param>
    public sealed record Done(string From, string To, int TableCount, long RowCount) : MoveOutcome;

    /// <summary>An earlier call had done all but the last step; that is done now.</summary>
    public sealed record Finished(string From, string To) : MoveOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(Diagnostic Reason) : MoveOutcome;

    public T Match<T>(Func<Done, T> done, Func<Finished, T> finished, Func<Refused, T> refused) =>
        this switch
        {
            Done x => done(x),
            Finished x => finished(x),
            Refused x => refused(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
