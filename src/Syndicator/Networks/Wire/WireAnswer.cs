using System.Net.Http.Headers;

namespace Syndicator.Networks.Wire;

/// <summary>What became of one request. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record WireAnswer
{
    private WireAnswer() { }

    /// <summary>A status arrived. What the body says is for the network to judge.</summary>
    /// <param name="Body">Null when it was too long, broken off, or never ended; <paramref name="BodyProblem"/> then says so.</param>
    public sealed record Received(int Status, HttpResponseHeaders Headers, string? ContentType, byte[]? Body, string? BodyProblem)
        : WireAnswer
    {
        /// <summary>Whether there is a body that calls itself JSON.</summary>
        public bool IsJson =>
            Body is not null
            && ContentType is { } type
            && (
                type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>Surely nothing left: no name, no connection, no lease.</summary>
    public sealed record NotSent(string Reason) : WireAnswer;

    /// <summary>It may have arrived, and no status came back.</summary>
    public sealed record Lost(string Reason) : WireAnswer;

    public T Match<T>(Func<Received, T> received, Func<NotSent, T> notSent, Func<Lost, T> lost) =>
        this switch
        {
            Received x => received(x),
            NotSent x => notSent(x),
            Lost x => lost(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
