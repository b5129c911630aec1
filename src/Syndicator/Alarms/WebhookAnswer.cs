using System.Globalization;

namespace Syndicator.Alarms;

/// <summary>How a call ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record WebhookAnswer
{
    private WebhookAnswer() { }

    /// <summary>The receiver has it: a status of 200 to 299.</summary>
    /// <param name="Body">The beginning of what it said, for the person who tries it out; never stored or logged, for it may repeat the address.</param>
    public sealed record Taken(int Status, string Body) : WebhookAnswer;

    /// <summary>The receiver said something else.</summary>
    public sealed record Refused(int Status, string Body) : WebhookAnswer;

    /// <summary>No answer came, or no call could be made.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Unreached(string Reason) : WebhookAnswer;

    public T Match<T>(Func<Taken, T> taken, Func<Refused, T> refused, Func<Unreached, T> unreached) =>
        this switch
        {
            Taken x => taken(x),
            Refused x => refused(x),
            Unreached x => unreached(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>What went wrong, as a sentence without secrets; null when the call was taken.</summary>
    public string? Problem => Match<string?>(_ => null, refused => Explain(refused.Status), unreached => unreached.Reason);

    /// <summary>410: the receiver is gone for good and asks not to be called again.</summary>
    public bool IsFinal => this is Refused { Status: 410 };

    private static string Explain(int status)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"The receiver answered with status {status}");
        return status switch
        {
            >= 300 and < 400 => $"{said}: it has moved, and redirections are not followed.",
            401 or 403 => $"{said}: it does not accept the address or the signature.",
            404 => $"{said}: there is nothing at the address.",
            410 => $"{said}: it is gone and wants no further calls.",
            429 => $"{said}: it was called too often.",
            _ => $"{said}.",
        };
    }
}
