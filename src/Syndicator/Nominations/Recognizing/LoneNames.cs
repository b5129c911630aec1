using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Where no tag is needed: a post that is nothing but a name ("jiff!"), or that says whom it nominates.</summary>
internal sealed class LoneNames(CandidateWords candidates)
{
    private static readonly FrozenSet<string> s_and = Set("and or und oder et ou y o e ed en of i och og");

    private static readonly FrozenSet<string> s_nominating = Set(
        "nominate nominating nominates nominated nomination nominiere nominieren nomine nomino nominar nominer nomineer nominera"
    );

    public static bool IsAnd(Piece piece) => piece.Is('&') || (piece.Kind == PieceKind.Word && s_and.Contains(piece.Text));

    public IReadOnlyList<FoundCrate> Only(PostText post)
    {
        var words = post
            .Pieces.Index()
            .Where(pair => !pair.Item.IsQuoted && pair.Item.Kind is PieceKind.Word or PieceKind.Code)
            .Take(2)
            .Select(pair => pair.Index)
            .ToList();
        if (words.Count > 1)
        {
            return Listed(post);
        }

        return words is [var only] && candidates.At(post, only) is { } name
            ? [new FoundCrate(name, null, post.Pieces[only].Kind == PieceKind.Code ? "code span alone" : "name alone")]
            : [];
    }

    /// <summary>Several code spans, and nothing between them but "and".</summary>
    private static IReadOnlyList<FoundCrate> Listed(PostText post)
    {
        var said = post.Pieces.Where(piece => !piece.IsQuoted && piece.Kind is PieceKind.Word or PieceKind.Code).ToList();
        return
            said.Count <= 2 * NamedCrates.Most
            && said.TrueForAll(piece => piece.Kind == PieceKind.Code ? IsName(piece.Text) : s_and.Contains(piece.Text))
            ? NamedCrates.Merged(
                said.Where(piece => piece.Kind == PieceKind.Code).Select(piece => new FoundCrate(piece.Text, null, "code span alone"))
            )
            : [];
    }

    private static bool IsName(string code) => CrateName.IsPossible(code) && !code.Any(char.IsAsciiLetterUpper);

    /// <summary><c>I'd like to nominate jiff.</c></summary>
    public FoundCrate? Nominated(PostText post)
    {
        for (var at = 0; at + 1 < post.Pieces.Count; at++)
        {
            if (post.Pieces[at] is not { Kind: PieceKind.Word, IsQuoted: false } verb || !s_nominating.Contains(verb.Text))
            {
                continue;
            }

            var next = post.Pieces[at + 1].IsOneOf(":-–—") ? at + 2 : at + 1;
            if (candidates.At(post, next, strict: true) is { } name && !Remarks.IsAboutTheProcess(post))
            {
                return new FoundCrate(name, null, "name after the word nominate");
            }
        }

        return null;
    }

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));
}
