namespace Syndicator.Nominations.Recognizing;

/// <summary>
/// Names beside a name: <c>jiff and time-fmt for #cotw</c>. A comma also joins what is said of a crate: behind one it takes a clear name, a list that ends
/// with "and", or a post of nothing else.
/// </summary>
internal sealed class JoinedWords(CandidateWords candidates)
{
    /// <summary>Where the names stand, the one that was found among them, in order.</summary>
    public IReadOnlyList<int> With(PostText post, int found)
    {
        List<int> names = [found];
        var hasAnd = false;
        while (names.Count < NamedCrates.Most && Beside(post, names[0], -1, ref hasAnd) is { } before)
        {
            names.Insert(0, before);
        }

        hasAnd = false;
        while (names.Count < NamedCrates.Most && Beside(post, names[^1], 1, ref hasAnd) is { } behind)
        {
            names.Add(behind);
        }

        return names;
    }

    private int? Beside(PostText post, int name, int step, ref bool hasAnd)
    {
        var at = name + step;
        var wasJoined = false;
        for (; IsJoint(post, at) && Math.Abs(at - name) <= 2; at += step)
        {
            wasJoined = true;
            hasAnd |= LoneNames.IsAnd(post.Pieces[at]);
        }

        return
            wasJoined
            && candidates.At(post, at, strict: true) is { } other
            && (hasAnd || CrateName.IsDistinctive(other) || HasOnlyNames(post))
            && (CrateName.IsDistinctive(other) || IsEdge(post, at + step, step))
            ? at
            : null;
    }

    private static bool IsJoint(PostText post, int at) =>
        at >= 0 && at < post.Pieces.Count && (post.Pieces[at].Is(',') || LoneNames.IsAnd(post.Pieces[at]));

    /// <summary>Whether nothing goes on there: <c>jiff and Fenna rocks</c> joins nothing.</summary>
    private static bool IsEdge(PostText post, int at, int step) =>
        at < 0
        || at >= post.Pieces.Count
        || post.Pieces[at].Kind is not (PieceKind.Word or PieceKind.Code)
        || LoneNames.IsAnd(post.Pieces[at])
        || (step > 0 ? WordFallback.IsLeading(post.Pieces[at]) : EverydayWords.Contains(post.Pieces[at].Text));

    private bool HasOnlyNames(PostText post) =>
        Enumerable
            .Range(0, post.Pieces.Count)
            .All(at =>
                post.Pieces[at].Kind is not (PieceKind.Word or PieceKind.Code)
                || LoneNames.IsAnd(post.Pieces[at])
                || WordFallback.IsLeading(post.Pieces[at])
                || candidates.At(post, at, strict: true) is not null
            );
}
