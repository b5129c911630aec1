using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Issues;

namespace Syndicator.Calls;

internal enum CallKind
{
    /// <summary>A task that looks for people.</summary>
    Project,

    /// <summary>A conference that looks for speakers.</summary>
    Event,
}

/// <summary>A call for participation: what every issue that printed it, and the editors, say of it.</summary>
internal sealed record Call
{
    public required CallId Id { get; init; }

    /// <summary>The publication's id.</summary>
    public required string Publication { get; init; }

    public required CallKind Kind { get; init; }

    /// <summary>
    /// What makes two rows the same call: the canonical address, and behind it a blank and the name where the address belongs to another
    /// call.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>From 1; the same address for the event of a later year is the next one.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>As the latest issue prints it.</summary>
    public required CallText Printed { get; init; }

    /// <summary>What editors said instead of what is printed; null: nothing.</summary>
    public CallCorrection? Correction { get; init; }

    public required CallIssue FirstIssue { get; init; }
    public required CallIssue LastIssue { get; init; }

    /// <summary>Whether an issue had it before the program announced any: it counts as announced.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Why it cannot be right as it is, as clauses for people; null when nothing contradicts itself.</summary>
    public string? Contradiction { get; init; }

    /// <summary>What an editor decided last; null: nobody did.</summary>
    public CallDecision? Decision { get; init; }

    /// <summary>Counted up with every change; who writes names the one it saw.</summary>
    public long Version { get; init; } = 1;

    /// <summary>What is said of it: as printed, with what editors corrected.</summary>
    public CallText Text => Correction?.Apply(Printed) ?? Printed;

    /// <summary>Where editors say it leads, canonical; null: where it is printed to.</summary>
    public string? CorrectedAddress =>
        Correction is { } correction && correction.Says.Url != correction.Of.Url ? PrintedCall.AddressOf(correction.Says.Url) : null;

    /// <summary>
    /// Whether it waits for an editor: one holds it, or it contradicts itself in a way that nobody has let pass yet. A new contradiction needs a new word.
    /// </summary>
    public bool IsHeld => Decision is CallDecision.Held || (Contradiction is { } why && !CallContradiction.IsLetPass(why, Decision));

    public bool IsWithdrawn => Decision is CallDecision.Withdrawn;
}

/// <summary>What a call says.</summary>
/// <param name="Title">Of the task, or the event's name.</param>
/// <param name="Url">Where to answer it.</param>
/// <param name="Closing">Until when.</param>
/// <param name="Line">In its issue, from 1.</param>
internal sealed record CallText(string Title, string Url, Closing Closing, int Line)
{
    /// <summary>How messages call it: one without a title by its address.</summary>
    [JsonIgnore]
    public string Name => CallRules.IsTitle(Title) ? Title : Url;

    /// <summary>The project whose list it stands in; null where the title says it.</summary>
    public string? Group { get; init; }

    /// <summary>Difficulty and the like: <c>easy</c>, <c>mentored</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Of the event, as written.</summary>
    public string? Place { get; init; }

    /// <summary>The event's days as written.</summary>
    public string? EventDate { get; init; }

    /// <summary>The event's first day, where one can be read.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>What other rows of the same issue say of the same address.</summary>
    public IReadOnlyList<Closing> OtherClosings { get; init; } = [];

    /// <summary>What posts may say of it beside the closing day, as a fingerprint: equal where they would say the same.</summary>
    [JsonIgnore]
    public string Words =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<string?>>([Title, Url, Group, Place, EventDate, .. Tags]))
        )[..16];
}

/// <summary>
/// What editors said instead of what was printed: it holds while issues go on printing what it was said of, and ends where one prints something else.
/// </summary>
/// <param name="Of">What was printed then.</param>
/// <param name="Says">What it is instead.</param>
internal sealed record CallCorrection(CallText Of, CallText Says)
{
    /// <summary>Field by field.</summary>
    public CallText Apply(CallText printed) =>
        printed with
        {
            Title = printed.Title == Of.Title ? Says.Title : printed.Title,
            Url = printed.Url == Of.Url ? Says.Url : printed.Url,
            Closing = printed.Closing == Of.Closing ? Says.Closing : printed.Closing,
            Place = printed.Place == Of.Place ? Says.Place : printed.Place,
            EventDate = printed.EventDate == Of.EventDate ? Says.EventDate : printed.EventDate,
            EventOn = printed.EventDate == Of.EventDate ? Says.EventOn : printed.EventOn,
            OtherClosings =
                printed.Closing == Of.Closing && printed.OtherClosings.SequenceEqual(Of.OtherClosings)
                    ? Says.OtherClosings
                    : printed.OtherClosings,
        };
}

/// <summary>An issue that printed a call.</summary>
/// <param name="Key"><c>issue-594</c>.</param>
/// <param name="Day">The issue's.</param>
internal sealed record CallIssue(string Key, int? Number, DateOnly Day, string Title, string? Url);

/// <summary>An editor's word on a call. Closed: <see cref="Match{T}"/> names every case.</summary>
/// <param name="Editor"><c>cli:user</c>.</param>
/// <param name="Note">Why; may be empty for a release.</param>
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
internal abstract record CallDecision(string Editor, DateTimeOffset At, string Note)
{
    /// <summary>It may be announced.</summary>
    /// <param name="Contradiction">The one that was let pass; null: there was none.</param>
    public sealed record Released(string Editor, DateTimeOffset At, string Note, string? Contradiction) : CallDecision(Editor, At, Note);

    /// <summary>It may not be announced until somebody releases it.</summary>
    public sealed record Held(string Editor, DateTimeOffset At, string Note) : CallDecision(Editor, At, Note);

    /// <summary>It is over, whatever its closing day: it is neither announced nor reminded of, and issues that go on printing it change nothing.</summary>
    public sealed record Withdrawn(string Editor, DateTimeOffset At, string Note) : CallDecision(Editor, At, Note);

    public T Match<T>(Func<Released, T> released, Func<Held, T> held, Func<Withdrawn, T> withdrawn) =>
        this switch
        {
            Released x => released(x),
            Held x => held(x),
            Withdrawn x => withdrawn(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
