using System.Text.Json.Serialization;
using Syndicator.App.Commands;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Shapes;

// What programs read: of commands with --json, and of the interface. Documented in docs/commands.md and kept stable.

/// <summary>What is nominated: its parts as they are, beside its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CrateShape), "crate")]
[JsonDerivedType(typeof(QuoteShape), "quote")]
[JsonDerivedType(typeof(LinkShape), "link")]
[JsonDerivedType(typeof(CallNomineeShape), "call")]
internal abstract record NomineeShape
{
    public static NomineeShape Of(Nominee nominee) =>
        nominee.Match<NomineeShape>(
            crate => new CrateShape(crate.Name, crate.Url, crate.Description),
            quote => new QuoteShape(quote.Text, quote.Speaker, quote.SourceUrl),
            link => new LinkShape(link.Url, link.Title),
            call => Of(call, SpeakersRow.Of(call.Title))
        );

    private static CallNomineeShape Of(Nominee.Call call, SpeakersRow? row) => new(call.Url, call.Title, row?.Closes, row?.Place, row?.On);
}

internal sealed record CrateShape(string? Name, string? Url, string? Description) : NomineeShape;

internal sealed record QuoteShape(string Text, string? Speaker, string? Source) : NomineeShape;

internal sealed record LinkShape(string Url, string? Title) : NomineeShape;

internal sealed record CallNomineeShape(string Url, string? Title, string? Closes, string? Place, string? On) : NomineeShape;

/// <summary>A nomination as a decision leaves it.</summary>
/// <param name="Remark">Of the interface: what there is to know besides. Commands say it on standard error.</param>
internal sealed record NominationShape(
    string Id,
    long Version,
    string Name,
    NomineeShape Nominee,
    string State,
    DateTimeOffset FirstRound,
    DateTimeOffset Round,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remark = null
)
{
    public static NominationShape Of(Nomination nomination) =>
        new(
            nomination.Id.ToString(),
            nomination.Version,
            NomineeName.Of(nomination.Nominee),
            NomineeShape.Of(nomination.Nominee),
            NominationLine.StateName(nomination.State),
            nomination.FirstRound,
            nomination.Round
        );
}

/// <summary>A nomination with what editors compare.</summary>
internal sealed record NominationListingShape(
    string Id,
    long Version,
    string Name,
    NomineeShape Nominee,
    string State,
    string Words,
    DateTimeOffset FirstRound,
    DateTimeOffset Round,
    int Age,
    int Support,
    int Nominators,
    int Endorsements,
    IReadOnlyList<EndorsementCount> EndorsementsBy,
    IReadOnlyList<string> By,
    IReadOnlyList<Mark> Marks
)
{
    public static NominationListingShape Of(NominationListing item) =>
        new(
            item.Nomination.Id.ToString(),
            item.Nomination.Version,
            NomineeName.Of(item.Nomination.Nominee),
            NomineeShape.Of(item.Nomination.Nominee),
            NominationLine.StateName(item.Nomination.State),
            NominationLine.StateOf(item.Nomination.State),
            item.Nomination.FirstRound,
            item.Nomination.Round,
            item.Age,
            item.Support.Sum,
            item.Support.NominatorCount,
            item.Support.EndorserCount,
            item.Support.Endorsements,
            item.Nominators,
            item.Marks
        );
}
