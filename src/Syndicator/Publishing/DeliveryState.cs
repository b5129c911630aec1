namespace Syndicator.Publishing;

/// <summary>Why a post waits for more than its turn.</summary>
internal enum HeldReason
{
    /// <summary>For a time, during which editors may still change it; ends by itself.</summary>
    Delay,

    /// <summary>Until an editor approves it.</summary>
    Approval,

    /// <summary>It waited longer than the publication calls fresh.</summary>
    Stale,

    /// <summary>An earlier post of its thread was refused, held or stopped.</summary>
    Thread,

    /// <summary>What it says contradicts itself.</summary>
    Contradiction,

    /// <summary>The account's credit is spent.</summary>
    Budget,

    /// <summary>The account was refused, or is no longer configured.</summary>
    Account,

    /// <summary>It may have been published, and the network cannot tell.</summary>
    Unsettled,
}

/// <summary>
/// Where a delivery stands. Closed: <see cref="Match{T}"/> names every case. A transition is a method of the case that permits it; what has no method
/// cannot happen.
/// </summary>
internal abstract record DeliveryState
{
    private DeliveryState() { }

    public sealed record Held : DeliveryState
    {
        private Held(HeldReason reason, DateTimeOffset? until, DateTimeOffset? doubtedSince = null) =>
            (Reason, Until, DoubtedSince) = (reason, until, doubtedSince);

        public HeldReason Reason { get; }

        /// <summary>Set exactly for <see cref="HeldReason.Delay"/>.</summary>
        public DateTimeOffset? Until { get; }

        /// <summary>Set when it may have gone out after this, tried or unknown to a store that was restored since: then it is looked up before it is sent.</summary>
        public DateTimeOffset? DoubtedSince { get; }

        public static Held ForDelay(DateTimeOffset until) => new(HeldReason.Delay, until);

        /// <exception cref="ArgumentException">A delay has an end: <see cref="ForDelay"/>.</exception>
        public static Held For(HeldReason reason) =>
            reason == HeldReason.Delay ? throw new ArgumentException("a delay has an end", nameof(reason)) : new Held(reason, null);

        /// <summary>Due, or to be looked up first.</summary>
        public DeliveryState Release(DateTimeOffset at) => DoubtedSince is { } since ? new Due(at).Doubt(since) : new Due(at);

        public Held Hold(HeldReason reason) =>
            reason == HeldReason.Delay
                ? throw new ArgumentException("a delay has an end", nameof(reason))
                : new Held(reason, null, DoubtedSince);

        public Held Delay(DateTimeOffset until) => new(HeldReason.Delay, until, DoubtedSince);

        public Cancelled Cancel(DateTimeOffset at) => new(at);

        /// <summary>It keeps its hold: a store was restored.</summary>
        public Held Doubt(DateTimeOffset since) => new(Reason, Until, Earlier(DoubtedSince, since));

        /// <summary>It turned out to be published by a sender who had claimed it before.</summary>
        public Uncertain Suspect(DateTimeOffset now) => new Due(now).Doubt(DoubtedSince ?? now);
    }

    /// <summary>Goes out at the next look.</summary>
    /// <param name="DueAt">Since when; what is fresh is counted from here, whatever was tried meanwhile.</param>
    /// <param name="Attempts">How often it was tried, surely without success.</param>
    /// <param name="FirstAttemptAt">Set when it was tried.</param>
    /// <param name="RetryAt">Not before this; null: at once.</param>
    public sealed record Due(DateTimeOffset DueAt, int Attempts = 0, DateTimeOffset? FirstAttemptAt = null, DateTimeOffset? RetryAt = null)
        : DeliveryState
    {
        public Sending Claim(string worker, DateTimeOffset leaseUntil, DateTimeOffset now) =>
            new(worker, leaseUntil, Attempts + 1, DueAt, FirstAttemptAt ?? now);

        public Held Hold(HeldReason reason) => Held.For(reason);

        public Held Delay(DateTimeOffset until) => Held.ForDelay(until);

        public Cancelled Cancel(DateTimeOffset at) => new(at);

        /// <summary>It may have gone out after all: a store was restored, or its sender answers late.</summary>
        public Uncertain Doubt(DateTimeOffset since) => new(Earlier(FirstAttemptAt, since), Math.Max(1, Attempts), DueAt);
    }

    /// <summary>A worker has it. After its lease nobody knows what became of it.</summary>
    /// <param name="LeaseUntil">By the clock of <see cref="Storage.Database"/>.</param>
    public sealed record Sending(
        string Worker,
        DateTimeOffset LeaseUntil,
        int Attempts,
        DateTimeOffset DueAt,
        DateTimeOffset FirstAttemptAt
    ) : DeliveryState
    {
        public Delivered Deliver(string remoteId, string url, DateTimeOffset at) => new(remoteId, url, at);

        /// <summary>Surely not taken.</summary>
        public Due Retry(DateTimeOffset at) => new(DueAt, Attempts, FirstAttemptAt, at);

        public Held Hold(HeldReason reason) => Held.For(reason);

        public Failed Fail(string refusal, DateTimeOffset at) => new(refusal, at);

        public Uncertain Doubt() => new(FirstAttemptAt, Attempts, DueAt);
    }

    /// <param name="Url">For people.</param>
    public sealed record Delivered(string RemoteId, string Url, DateTimeOffset At) : DeliveryState
    {
        public Gone Disappear(DateTimeOffset at) => new(at);
    }

    /// <param name="Refusal">What the network said.</param>
    public sealed record Failed(string Refusal, DateTimeOffset At) : DeliveryState
    {
        public Due Release(DateTimeOffset at) => new(at);

        public Cancelled Cancel(DateTimeOffset at) => new(at);
    }

    /// <summary>Perhaps published. Never sent again before the network was looked at.</summary>
    /// <param name="FirstAttemptAt">Only posts made since count as this one.</param>
    /// <param name="AbsentAt">When a look-up first did not find it; null before.</param>
    public sealed record Uncertain(DateTimeOffset FirstAttemptAt, int Attempts, DateTimeOffset DueAt, DateTimeOffset? AbsentAt = null)
        : DeliveryState
    {
        public Delivered Find(string remoteId, string url, DateTimeOffset at) => new(remoteId, url, at);

        public Uncertain Miss(DateTimeOffset at) => this with { AbsentAt = at };

        /// <summary>A store was restored: what was looked up before counts no more.</summary>
        public Uncertain Doubt(DateTimeOffset since) => this with { FirstAttemptAt = Earlier(FirstAttemptAt, since), AbsentAt = null };

        /// <summary>Two look-ups did not find it.</summary>
        public Due Retry(DateTimeOffset at) => new(DueAt, Attempts, FirstAttemptAt, at);

        /// <summary>Nobody can tell; when an editor releases it, it is looked up again.</summary>
        public Held Hold() => Held.For(HeldReason.Unsettled).Doubt(FirstAttemptAt);
    }

    /// <summary>An editor stopped it.</summary>
    public sealed record Cancelled(DateTimeOffset At) : DeliveryState
    {
        /// <summary>The editor thought better of it: it waits until it is released.</summary>
        /// <param name="doubtedSince">When it may have gone out after this; null: it never left.</param>
        public Held Hold(DateTimeOffset? doubtedSince) =>
            doubtedSince is { } since ? Held.For(HeldReason.Approval).Doubt(since) : Held.For(HeldReason.Approval);
    }

    /// <summary>It was published, and is no longer there.</summary>
    public sealed record Gone(DateTimeOffset At) : DeliveryState;

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    public T Match<T>(
        Func<Held, T> held,
        Func<Due, T> due,
        Func<Sending, T> sending,
        Func<Delivered, T> delivered,
        Func<Failed, T> failed,
        Func<Uncertain, T> uncertain,
        Func<Cancelled, T> cancelled,
        Func<Gone, T> gone
    ) =>
        this switch
        {
            Held x => held(x),
            Due x => due(x),
            Sending x => sending(x),
            Delivered x => delivered(x),
            Failed x => failed(x),
            Uncertain x => uncertain(x),
            Cancelled x => cancelled(x),
            Gone x => gone(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>Surely nowhere but here: not out, not on its way, and never tried since it became due.</summary>
    public bool NeverLeft =>
        Match(
            held => held is { Reason: not HeldReason.Unsettled, DoubtedSince: null },
            due => due.Attempts == 0,
            _ => false,
            _ => false,
            _ => false,
            _ => false,
            _ => false,
            _ => false
        );

    /// <summary>As stored and shown: <c>held</c>, <c>due</c>.</summary>
    public string Name =>
        Match(_ => "held", _ => "due", _ => "sending", _ => "delivered", _ => "failed", _ => "uncertain", _ => "cancelled", _ => "gone");
}
