using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Where no tag is needed: a post that is nothing but names ("jiff!", "jiff and hifitime"), or that says whom it nominates.</summary>
internal sealed class LoneNames(CandidateWords candidates)
{
    private const int Most = 8;

    private static readonly FrozenSet<string> s_and = Set("and und et y e en i og och &");

    private static readonly FrozenSet<string> s_nominating = Set(
        "nominate nominating nominates nominated nomination nominiere nominieren nomine nomino nominar nominer nomineer nominera"
    );

    public IReadOnlyList<FoundCrate> Only(PostText post)
    {
        var found = new List<FoundCrate>();
        var isSeparate = true;
        foreach (var (at, piece) in post.Pieces.Index().Where(pair => !pair.Item.IsQuoted))
        {
            if (piece.Kind is PieceKind.Handle or PieceKind.Tag or PieceKind.Mark or PieceKind.Break or PieceKind.Url)
            {
                isSeparate |= piece.Kind != PieceKind.Handle;
            }
            else if (s_and.Contains(piece.Text))
            {
                isSeparate = true;
            }
            else if (isSeparate && found.Count < Most && candidates.At(post, at) is { } name)
            {
                found.Add(new FoundCrate(name, null, piece.Kind == PieceKind.Code ? "code span alone" : "name alone"));
                isSeparate = false;
            }
            else
            {
                return [];
            }
        }

        return NamedCrates.Merged(found);
    }

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
