using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Negations: <c>not #cotw again</c>, <c>please don't nominate serde for #cotw</c>, <c>das ist kein #cotw</c>.</summary>
internal static class Denial
{
    /// <summary>Between the negation and the tag, at most.</summary>
    private const int MostBetween = 7;

    private static readonly FrozenSet<string> s_negations = Set(
        "not no never non dont don't doesnt doesn't isnt isn't wasnt wasn't wont won't cannot cant can't shouldnt shouldn't wouldnt wouldn't aint ain't nor without nope "
            + "nicht kein keine keinen keiner keines nie niemals pas jamais aucun aucune ne nunca não nao tampoco jamás jamas mai niet geen nooit nie inte ikke ei не нет ни"
    );

    /// <summary>Verbs and small words by which a negation reaches the tag.</summary>
    private static readonly FrozenSet<string> s_reach = Set(
        "a an the this that these my your our another yet again for as be being is are was it its i'm im am meant intended nominate nominating nominated nomination "
            + "make making call calling pick picking choose use using tag tagging want wanting vote voting suggest suggesting to of on really please one any more "
            + "das die der den ein eine als für mein dein unser wieder nominieren fürs zum zur le la les un une pour comme ma mon notre de du encore nominer "
            + "el los es una para como mi otra otro o os um uma il lo per voor het een"
    );

    /// <summary>In front of a negation they turn it round, or make it a question.</summary>
    private static readonly FrozenSet<string> s_turning = Set("why if how unless warum wieso wenn pourquoi si porque porqué se als waarom");

    /// <summary>Behind a negation they do.</summary>
    private static readonly FrozenSet<string> s_weak = Set("only just nur seulement solo sólo apenas believe wait sure yet");

    public static bool Of(PostText post, Trigger trigger)
    {
        if (!trigger.HasPlace)
        {
            return false;
        }

        var unknown = 0;
        for (var at = trigger.Start - 1; at >= 0 && trigger.Start - at <= MostBetween; at--)
        {
            var piece = post.Pieces[at];
            switch (piece.Kind)
            {
                case PieceKind.Word when s_negations.Contains(Plain(piece.Text)):
                    return !IsTurned(post, at);
                case PieceKind.Word when s_reach.Contains(piece.Text):
                    break;
                // What is not to be nominated.
                case PieceKind.Word or PieceKind.Code or PieceKind.Url when ++unknown <= 1:
                    break;
                case PieceKind.Mark when piece.IsOneOf("\"'“”*_"):
                    break;
                default:
                    return IsDeniedBehind(post, trigger);
            }
        }

        return IsDeniedBehind(post, trigger);
    }

    private static bool IsTurned(PostText post, int at) =>
        Clause(post, at).Any(piece => piece.Kind == PieceKind.Word && s_turning.Contains(piece.Text))
        || (at + 1 < post.Pieces.Count && post.Pieces[at + 1].Kind == PieceKind.Word && s_weak.Contains(post.Pieces[at + 1].Text));

    /// <summary>The few pieces before a negation, as far as its clause reaches.</summary>
    private static IEnumerable<Piece> Clause(PostText post, int at) =>
        post.Pieces.Take(at).Reverse().Take(MostBetween).TakeWhile(piece => !(piece.Kind is PieceKind.Break || piece.IsOneOf(".,;:!?")));

    /// <summary><c>#cotw? no</c> and the like are too many to know; only the plain ones.</summary>
    private static bool IsDeniedBehind(PostText post, Trigger trigger) =>
        trigger.End < post.Pieces.Count
        && post.Pieces[trigger.End] is { Kind: PieceKind.Word } next
        && (
            next.Text is "ではない" or "じゃない" or "ではありません" or "不是"
            || next.Text.StartsWith("ではな", StringComparison.Ordinal)
            || next.Text.StartsWith("じゃな", StringComparison.Ordinal)
        );

    private static string Plain(string word) => word.Replace('’', '\'');

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));
}
