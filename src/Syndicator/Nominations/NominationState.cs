namespace Syndicator.Nominations;

/// <summary>How far a nomination is. Closed: <see cref="Match{T}"/> names every case; a transition is a method on the case that permits it.</summary>
internal abstract record NominationState
{
    private NominationState() { }

    /// <summary>Nobody has decided yet.</summary>
    public sealed record Pending : NominationState
    {
        public Accepted Accept(Review review) => new(review);

        public Rejected Reject(Review review) => new(review);

        public MergedInto Merge(NominationId target) => new(target);

        public Withdrawn Withdraw(DateTimeOffset at) => new(at);
    }

    /// <summary>Good enough to be chosen.</summary>
    public sealed record Accepted(Review Review) : NominationState
    {
        public Chosen Choose(Review review) => new(review);

        public Pending Reopen() => new();

        public MergedInto Merge(NominationId target) => new(target);

        public Withdrawn Withdraw(DateTimeOffset at) => new(at);
    }

    public sealed record Rejected(Review Review) : NominationState
    {
        public Pending Reopen() => new();
    }

    /// <summary>The winner, or one of the winners, of its round.</summary>
    public sealed record Chosen(Review Review) : NominationState
    {
        public Accepted Unchoose(Review review) => new(review);

        public Published Publish(int? issueNumber, string issueKey, DateTimeOffset at) => new(issueNumber, issueKey, at);
    }

    /// <summary>An issue names it.</summary>
    /// <param name="IssueNumber">Null for a special.</param>
    public sealed record Published(int? IssueNumber, string IssueKey, DateTimeOffset At) : NominationState;

    /// <summary>Counted with another one.</summary>
    public sealed record MergedInto(NominationId Target) : NominationState;

    /// <summary>Nobody nominates it any more: every post that did is gone.</summary>
    public sealed record Withdrawn(DateTimeOffset At) : NominationState;

    public T Match<T>(
        Func<Pending, T> pending,
        Func<Accepted, T> accepted,
        Func<Rejected, T> rejected,
        Func<Chosen, T> chosen,
        Func<Published, T> published,
        Func<MergedInto, T> merged,
        Func<Withdrawn, T> withdrawn
    ) =>
        this switch
        {
            Pending x => pending(x),
            Accepted x => accepted(x),
            Rejected x => rejected(x),
            Chosen x => chosen(x),
            Published x => published(x),
            MergedInto x => merged(x),
            Withdrawn x => withdrawn(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>An editor's decision.</summary>
/// <param name="Note">The reason of a rejection; may be empty otherwise.</param>
internal sealed record Review(string Editor, DateTimeOffset At, string Note);
