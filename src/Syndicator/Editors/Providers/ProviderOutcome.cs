namespace Syndicator.Editors.Providers;

/// <summary>What a provider made of a sign-in. Closed. Reasons are sentences, for the person and the log, and hold no secret.</summary>
internal abstract record ProviderOutcome
{
    private ProviderOutcome() { }

    /// <summary>It says whom it has before it.</summary>
    public sealed record Vouched(ProvidedPerson Person) : ProviderOutcome;

    /// <summary>The person, or the provider for them, said no.</summary>
    public sealed record Declined(string Why) : ProviderOutcome;

    /// <summary>The return belongs to no sign-in that is under way, or to one that is used up.</summary>
    public sealed record Stale(string Why) : ProviderOutcome;

    /// <summary>It could not be asked.</summary>
    public sealed record Unavailable(string Why) : ProviderOutcome;

    /// <summary>It answered something that is no answer, or the settings are not what it expects.</summary>
    public sealed record Unusable(string Why) : ProviderOutcome;

    public T Match<T>(
        Func<Vouched, T> vouched,
        Func<Declined, T> declined,
        Func<Stale, T> stale,
        Func<Unavailable, T> unavailable,
        Func<Unusable, T> unusable
    ) =>
        this switch
        {
            Vouched x => vouched(x),
            Declined x => declined(x),
            Stale x => stale(x),
            Unavailable x => unavailable(x),
            Unusable x => unusable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
