using System.Net.Http.Headers;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>What became of one call of a method. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record XrpcAnswer
{
    private XrpcAnswer() { }

    public sealed record Done(JsonElement Body, HttpResponseHeaders Headers) : XrpcAnswer;

    /// <summary>Surely not carried out, and it would not be the next time.</summary>
    /// <param name="Error">The server's word for it; empty when it had none.</param>
    /// <param name="Reason">A sentence for editors.</param>
    public sealed record Refused(RefusalKind Kind, string Error, string Reason) : XrpcAnswer;

    /// <summary>Surely not carried out; ask again not before <paramref name="Until"/>.</summary>
    public sealed record Throttled(DateTimeOffset Until) : XrpcAnswer;

    /// <summary>Surely not carried out.</summary>
    public sealed record Unavailable(string Reason) : XrpcAnswer;

    /// <summary>Perhaps carried out.</summary>
    public sealed record Uncertain(string Reason) : XrpcAnswer;

    public T Match<T>(
        Func<Done, T> done,
        Func<Refused, T> refused,
        Func<Throttled, T> throttled,
        Func<Unavailable, T> unavailable,
        Func<Uncertain, T> uncertain
    ) =>
        this switch
        {
            Done x => done(x),
            Refused x => refused(x),
            Throttled x => throttled(x),
            Unavailable x => unavailable(x),
            Uncertain x => uncertain(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>Of a call that only prepared another: whatever became of it, the other was not sent.</summary>
    public XrpcAnswer Before() => this is Uncertain { Reason: var reason } ? new Unavailable(reason) : this;

    /// <summary>Of a call that changes nothing.</summary>
    public ReadOutcome<T> ToRead<T>(Func<JsonElement, T> read) =>
        Match<ReadOutcome<T>>(
            done => new ReadOutcome<T>.Read(read(done.Body)),
            refused => new ReadOutcome<T>.Refused(refused.Kind, refused.Reason),
            throttled => new ReadOutcome<T>.Throttled(throttled.Until),
            unavailable => new ReadOutcome<T>.Unavailable(unavailable.Reason),
            uncertain => new ReadOutcome<T>.Unavailable(uncertain.Reason)
        );
}
