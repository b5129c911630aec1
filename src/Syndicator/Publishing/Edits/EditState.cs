namespace Syndicator.Publishing.Edits;

/// <summary>Where a proposed edit stands. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record EditState
{
    private EditState() { }

    /// <summary>An editor is to decide.</summary>
    public sealed record Open : EditState
    {
        public Accepted Accept(string by, DateTimeOffset at) => new(by, at);

        public Dismissed Dismiss(string by, DateTimeOffset at) => new(by, at);

        public Withdrawn Withdraw(DateTimeOffset at) => new(at);
    }

    /// <summary>The post says it.</summary>
    public sealed record Accepted(string By, DateTimeOffset At) : EditState;

    /// <summary>The post stays as it is.</summary>
    public sealed record Dismissed(string By, DateTimeOffset At) : EditState
    {
        public Open Reopen() => new();
    }

    /// <summary>The issue changed again, or the post is gone.</summary>
    public sealed record Withdrawn(DateTimeOffset At) : EditState;

    public T Match<T>(Func<Open, T> open, Func<Accepted, T> accepted, Func<Dismissed, T> dismissed, Func<Withdrawn, T> withdrawn) =>
        this switch
        {
            Open x => open(x),
            Accepted x => accepted(x),
            Dismissed x => dismissed(x),
            Withdrawn x => withdrawn(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>As stored and shown: <c>open</c>.</summary>
    public string Name => Match(_ => "open", _ => "accepted", _ => "dismissed", _ => "withdrawn");

    /// <summary>Who decided; null where nobody did.</summary>
    public string? DecidedBy => Match<string?>(_ => null, accepted => accepted.By, dismissed => dismissed.By, _ => null);

    public DateTimeOffset? DecidedAt =>
        Match<DateTimeOffset?>(_ => null, accepted => accepted.At, dismissed => dismissed.At, withdrawn => withdrawn.At);
}
