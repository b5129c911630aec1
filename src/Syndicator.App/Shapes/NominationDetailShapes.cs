using Syndicator.App.Commands;
using Syndicator.Nominations.Export;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Shapes;

/// <summary>One nomination with everything that is known of it.</summary>
internal sealed record NominationDetailsShape(
    NominationListingShape Nomination,
    IReadOnlyList<ProposalShape> Proposals,
    IReadOnlyList<PastActShape> History
)
{
    public static NominationDetailsShape Of(NominationDetails details) =>
        new(
            NominationListingShape.Of(details.Listing),
            [.. details.Proposals.Select(ProposalShape.Of)],
            [.. details.History.Select(PastActShape.Of)]
        );
}

/// <summary>Somebody's post that nominates it.</summary>
internal sealed record ProposalShape(
    string Post,
    string Network,
    string Nominator,
    string? Handle,
    string? Url,
    string? Text,
    DateTimeOffset At,
    string Why,
    bool IsSelf,
    bool IsQuotable,
    bool IsWithdrawn,
    bool IsEdited,
    bool IsGone,
    string? CameAs,
    string? MergedFrom
)
{
    public static ProposalShape Of(ProposalDetails proposal) =>
        new(
            $"{proposal.Source}/{proposal.PostId}",
            proposal.Network,
            proposal.Nominator,
            proposal.Handle,
            proposal.Url,
            proposal.Text,
            proposal.At,
            proposal.Why,
            proposal.IsSelf,
            proposal.IsQuotable,
            proposal.IsWithdrawn,
            proposal.IsEdited,
            proposal.IsGone,
            proposal.CameAs?.ToString(),
            proposal.MergedFrom
        );
}

/// <summary>A decision about a nomination.</summary>
internal sealed record PastActShape(
    DateTimeOffset At,
    string Actor,
    string Act,
    string Note,
    string? From,
    string To,
    NomineeShape? Was,
    NomineeShape Is,
    bool IsUndone
)
{
    public static PastActShape Of(PastAct act) =>
        new(
            act.At,
            act.Actor,
            act.Act,
            act.Note,
            act.Before is null ? null : NominationLine.StateName(act.Before.State),
            NominationLine.StateName(act.After.State),
            act.Before is null ? null : NomineeShape.Of(act.Before.Nominee),
            NomineeShape.Of(act.After.Nominee),
            act.IsUndone
        );
}

/// <summary>What was addressed to an account and is nothing yet.</summary>
internal sealed record MentionShape(
    string Mention,
    string Network,
    string Url,
    string Author,
    string AuthorName,
    string Text,
    IReadOnlyList<string> Links,
    DateTimeOffset PostedAt,
    bool IsPublic,
    bool IsRead,
    string Why
)
{
    public static MentionShape Of(KeptMention mention) =>
        new(
            $"{mention.Source}/{mention.PostId}",
            mention.Network,
            mention.Url,
            mention.Handle,
            mention.AuthorName,
            mention.Text,
            mention.Links,
            mention.PostedAt,
            mention.IsPublic,
            mention.IsRead,
            mention.Why
        );
}

/// <summary>What editors chose, in the newsletter's own words.</summary>
/// <param name="Withheld">What was chosen and is not shown, with the reason.</param>
/// <param name="Lacking">What is shown and says too little, with what to do.</param>
internal sealed record ExportShape(IReadOnlyList<ExportedSection> Sections, IReadOnlyList<string> Withheld, IReadOnlyList<string> Lacking)
{
    public static ExportShape Of(Exported exported) => new(exported.Sections, exported.Withheld, exported.Lacking);
}
