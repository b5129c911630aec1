using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>What a request came to, by its status and X's own words. Closed.</summary>
internal abstract record XAnswer
{
    private XAnswer() { }

    /// <summary>2xx. Whether the body makes sense is seen by reading it.</summary>
    public sealed record Good(WireAnswer.Received Received) : XAnswer
    {
        public HttpResponseHeaders Headers => Received.Headers;

        /// <summary>The body, or null and why it is none, as part of a sentence.</summary>
        public (T? Body, string? Problem) Read<T>(JsonTypeInfo<T> type)
            where T : class
        {
            if (!Received.IsJson)
            {
                return (null, Received.BodyProblem ?? "the answer is no JSON");
            }

            try
            {
                return JsonSerializer.Deserialize(Received.Body, type) is { } body ? (body, null) : (null, "the answer is empty");
            }
            catch (JsonException)
            {
                return (null, "the answer cannot be understood");
            }
        }
    }

    /// <summary>Not carried out; not again before this.</summary>
    public sealed record Throttled(DateTimeOffset Until) : XAnswer;

    /// <summary>Not carried out, and would not be.</summary>
    /// <param name="Reason">A sentence: what happened and what to do.</param>
    public sealed record Refused(RefusalKind Kind, XTrouble Trouble, string Reason) : XAnswer;

    /// <summary>Surely not carried out.</summary>
    public sealed record Unavailable(string Reason) : XAnswer;

    /// <summary>Perhaps carried out.</summary>
    public sealed record Unknown(string Reason) : XAnswer;

    public T Match<T>(
        Func<Good, T> good,
        Func<Throttled, T> throttled,
        Func<Refused, T> refused,
        Func<Unavailable, T> unavailable,
        Func<Unknown, T> unknown
    ) =>
        this switch
        {
            Good x => good(x),
            Throttled x => throttled(x),
            Refused x => refused(x),
            Unavailable x => unavailable(x),
            Unknown x => unknown(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>For what changes nothing: an answer that did not come is one to ask for again.</summary>
    public ReadOutcome<T> Reading<T>(Func<Good, ReadOutcome<T>> good) =>
        Match(
            good,
            throttled => new ReadOutcome<T>.Throttled(throttled.Until),
            refused => new ReadOutcome<T>.Refused(refused.Kind, refused.Reason),
            unavailable => new ReadOutcome<T>.Unavailable(unavailable.Reason),
            unknown => new ReadOutcome<T>.Unavailable(unknown.Reason)
        );
}

/// <summary>Refusals that somebody does something about.</summary>
internal enum XTrouble
{
    Other,

    /// <summary>4xx without a better word: this request will not do.</summary>
    Unfit,

    /// <summary>401.</summary>
    Credentials,

    /// <summary>403: an equal post exists.</summary>
    Duplicate,

    /// <summary>403: the post to be answered is deleted or not visible, or not visible yet.</summary>
    ParentNotVisible,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>400 that names a parameter of the other vocabulary.</summary>
    Vocabulary,

    /// <summary>400: what is asked for lies too far back.</summary>
    TooOld,
}
