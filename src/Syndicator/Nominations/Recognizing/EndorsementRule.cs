using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Whether a post seconds another one: agreement below it, or a forum's post that shows it and does not disagree.</summary>
internal sealed class EndorsementRule(Agreement agreement)
{
    private const int MostWords = 40;

    public bool IsAgreement(Reading reading) =>
        reading.Triggers.Count == 0 && !reading.HasDenied && (agreement.IsIn(reading.Post) || ShowsAnother(reading));

    /// <summary>The post that is seconded, if it is given and nominates something.</summary>
    public static Mention? Seconded(Reading reading, Func<Arrival, Recognition> recognize) =>
        reading
            .Around.Posts.Select(post => post.Post)
            .FirstOrDefault(post =>
                recognize(new Arrival(post) { IsBelowInvitation = reading.Arrival.IsBelowInvitation, Topic = reading.Arrival.Topic })
                    is Recognition.Nominates nominates
                && (nominates.Proposals.Any(proposal => proposal.Nominee is not Nominee.Link) || IsToSameReaders(reading.Post, post))
            );

    /// <summary>A link nominates only where it is told to us; a post between others that links something is talk.</summary>
    private static bool IsToSameReaders(PostText post, Mention other)
    {
        var named = Handles(post).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Handles(new PostText(other)).Any(named.Contains);
    }

    private static IEnumerable<string> Handles(PostText post) =>
        post.Pieces.Where(piece => piece.Kind == PieceKind.Handle).Select(piece => piece.Text);

    /// <summary>With a passage of a post of the same topic, without a question and without anything new.</summary>
    private static bool ShowsAnother(Reading reading)
    {
        var post = reading.Post;
        return post.Post.Quotations.Any(passage => passage.PostId is not null)
            && !post.Pieces.Any(piece => piece.IsOneOf("?？"))
            && post.Pieces.Count(piece => piece.Kind == PieceKind.Word) <= MostWords
            && !post.Pieces.Any(piece => piece.Kind == PieceKind.Word && Agreement.IsRefusing(piece.Text))
            && post.OwnTargets.Count == 0
            && NamedCrates.Own(post).Count == 0;
    }
}
