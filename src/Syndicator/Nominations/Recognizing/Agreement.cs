using System.Collections.Frozen;
using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Posts that second another one: <c>+1</c>, <c>seconded, great crate</c>, <c>very much this one!</c></summary>
internal sealed class Agreement(NominationWords words)
{
    /// <summary>Somebody who says more has something else to say.</summary>
    private const int MostWords = 40;

    /// <summary>Before the words of agreement, at most.</summary>
    private const int MostBefore = 4;

    /// <summary>What agrees when nothing else is said, in several languages.</summary>
    private static readonly FrozenSet<string> s_alone = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. (
                "this|this this|so much this|yes|yes please|yes yes|yes this|same|same here|exactly|exactly this|absolutely|definitely|totally|hear hear|big yes|my vote too|as do i|so do i|what they said|"
                + "zustimmung|dafür|bin dafür|auch dafür|genau|ja|ja bitte|stimme zu|ich auch|volle zustimmung|moi aussi|d'accord|oui|tout à fait|pareil|de acuerdo|sí|yo también|totalmente|"
                + "concordo|sim|também|eu também|isso|d'accordo|anch'io|concordo|eens|mee eens|ik ook|helemaal mee eens|håller med|instämmer|enig|popieram|zgadzam się|tak|"
                + "賛成|同意|賛成です|同意します|支持|赞成|同意了|동의|찬성|поддерживаю|согласен|согласна|за|+1 +1"
            ).Split('|'),
        ]
    );

    private readonly Phrase[] _phrases = [.. words.Agreement.Select(text => new Phrase(text))];

    public bool IsIn(PostText post)
    {
        if (s_alone.Contains(Said(post)))
        {
            return true;
        }

        var own = post
            .Pieces.Index()
            .Where(pair => !pair.Item.IsQuoted && pair.Item.Kind is not (PieceKind.Handle or PieceKind.Break or PieceKind.Tag))
            .ToList();
        if (own.Count(pair => pair.Item.Kind is PieceKind.Word or PieceKind.Code) > MostWords || own.Exists(pair => pair.Item.IsOneOf("?？")))
        {
            return false;
        }

        var wordsBefore = 0;
        foreach (var (at, piece) in own)
        {
            if (IsPlus(post, at))
            {
                return true;
            }

            if (_phrases.Max(phrase => phrase.LengthAt(post, at)) is var length and > 0)
            {
                return IsAll(post, at, length) || (wordsBefore == 0 && !IsSubject(post, at + length));
            }

            if (piece.Kind is PieceKind.Word && (IsRefusing(piece.Text) || ++wordsBefore > MostBefore))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary><c>+100</c> is <c>+1</c> with emphasis.</summary>
    private static bool IsPlus(PostText post, int at) =>
        post.Pieces[at].Is('+')
        && at + 1 < post.Pieces.Count
        && post.Pieces[at + 1] is { Kind: PieceKind.Word } number
        && number.Start == post.Pieces[at].End
        && number.Text.TrimStart('1').All(digit => digit == '0')
        && (at == 0 || post.Pieces[at - 1].Kind is PieceKind.Handle or PieceKind.Break || post.Pieces[at - 1].End < post.Pieces[at].Start);

    private static string Said(PostText post) =>
        string.Join(' ', post.Pieces.Where(piece => !piece.IsQuoted && piece.Kind is PieceKind.Word or PieceKind.Code or PieceKind.Url).Take(5).Select(piece => piece.Text));

    /// <summary>Whether nothing but some everyday words stands around the words of agreement: <c>definitely this one</c>.</summary>
    private static bool IsAll(PostText post, int at, int length) =>
        post.Pieces.Index()
            .Where(pair => !pair.Item.IsQuoted && (pair.Index < at || pair.Index >= at + length))
            .All(pair => pair.Item.Kind is not (PieceKind.Word or PieceKind.Code or PieceKind.Url) || pair.Index < at)
        && !post.Pieces.Any(piece => piece.Kind == PieceKind.Word && IsRefusing(piece.Text));

    /// <summary><c>this one is broken</c>: a verb follows.</summary>
    private static bool IsSubject(PostText post, int behind) =>
        behind < post.Pieces.Count
        && post.Pieces[behind] is { Kind: PieceKind.Word } next
        && next.Text.ToLowerInvariant() is "is" or "has" or "was" or "does" or "doesn't" or "isn't" or "cannot" or "can't" or "lacks" or "looks" or "seems" or "fails";

    public static bool IsRefusing(string word) =>
        word.ToLowerInvariant() is "not" or "no" or "don't" or "dont" or "can't" or "cannot" or "never" or "nicht" or "kein" or "keine" or "pas" or "disagree" or "isn't" or "wouldn't";
}
