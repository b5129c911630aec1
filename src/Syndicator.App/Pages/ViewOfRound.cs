using Syndicator.Configuration;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages;

/// <summary>Turns the digest of a round into what the page shows.</summary>
internal static class ViewOfRound
{
    public static RoundView Of(RoundDigest digest, Publication publication) =>
        new(
            digest.Closes,
            digest.IssueNumber,
            [
                .. digest.Kinds.Select(kind => new KindView(
                    DigestText.Heading(kind.Kind),
                    [
                        .. kind.Leaders.Select(leader => new LeaderView(
                            leader.Name,
                            leader.Support.Sum,
                            DigestText.NoteOf(leader),
                            leader.IsTied,
                            leader.IsChosen
                        )),
                    ],
                    kind.TiedCount
                )),
            ],
            digest.UnreadCount,
            digest.CollectedAt,
            [.. digest.Troubles.Select(trouble => new TroubleView(trouble.Source, trouble.Text, trouble.Since))],
            HowTo(publication.Nominations)
        );

    public static string HowTo(NominationOptions options)
    {
        var tags = string.Join(
            " or ",
            ((string?[])[options.CrateTag, options.QuoteTag]).Where(tag => tag is not null).Select(tag => "#" + tag)
        );
        return tags.Length == 0
            ? "People nominate by mentioning one of the accounts; what reaches you otherwise is entered by hand."
            : $"People nominate by mentioning one of the accounts with {tags}, or by answering an invitation; what reaches you otherwise is entered by hand.";
    }
}
