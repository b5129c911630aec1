using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Calls, which a tag marks, and links that somebody tells us of without any tag.</summary>
internal static class LinkRule
{
    /// <summary>More in one post are advertising or a list.</summary>
    private const int Most = 5;

    private const int LongestTitle = 120;

    public static IReadOnlyList<Proposal> Calls(Reading reading) =>
        (reading.Of(NomineeKind.Call).Count > 0 || reading.Topic == NomineeKind.Call) && !Remarks.IsClosed(reading.Post)
            ?
            [
                .. reading
                    .Post.OwnTargets.Where(target => CrateAddress.Of(target) is not CrateAddress.Crate)
                    .Take(Most)
                    .Select(target => reading.Propose(new Nominee.Call(target, Title(reading.Post, target)), "call from its link")),
            ]
            : [];

    /// <param name="isOurs">Whether an address is one of our own pages: who links an issue talks about it.</param>
    public static IReadOnlyList<Proposal> Links(Reading reading, Func<string, bool> isOurs) =>
        reading.Triggers.Count > 0 || reading.HasDenied || (reading.Arrival.Topic is { } topic && topic != NomineeKind.Link)
            ? []
            :
            [
                .. reading
                    .Post.OwnTargets.Where(target => !isOurs(target))
                    .Take(Most)
                    .Select(target => reading.Propose(new Nominee.Link(target, Title(reading.Post, target)), "link without tag")),
            ];

    /// <summary>The words before it on its line, where they are few; null otherwise.</summary>
    private static string? Title(PostText post, string target)
    {
        var at = post.Pieces.ToList().FindIndex(piece => piece.Kind == PieceKind.Url && WebAddresses.Whole(piece.Text) == target);
        if (at < 0)
        {
            return null;
        }

        var (start, end) = (at, at);
        while (start > 0 && post.Pieces[start - 1].Kind is not (PieceKind.Break or PieceKind.Handle or PieceKind.Tag or PieceKind.Url))
        {
            start--;
        }

        while (start < end && post.Pieces[start].Kind == PieceKind.Mark && !post.Pieces[start].IsOneOf("\"“«„"))
        {
            start++;
        }

        while (end > start && post.Pieces[end - 1].IsOneOf(":-–—(["))
        {
            end--;
        }

        var words = end > start ? CleanText.Readable(post.Text[post.Pieces[start].Start..post.Pieces[end - 1].End]) : "";
        return words.Length is > 2 and <= LongestTitle ? words : null;
    }
}
