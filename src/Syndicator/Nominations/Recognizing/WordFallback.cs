using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>
/// The guarded last resort: the word behind a tag, or before it where the tag comes last; also where a few small words lead there (<c>jiff for #cotw</c>,
/// <c>#cotw nomination: jiff</c>). Questions about the process and talk of winners name nobody.
/// </summary>
internal sealed class WordFallback(CandidateWords candidates)
{
    private const int MostSkipped = 6;

    private readonly JoinedWords _joined = new(candidates);

    private static readonly FrozenSet<string> s_linking = Set(
        "is are goes to should be would will must has have been might could ist wäre sollte geht an est serait doit être es sería debe ser é seria è sarebbe deve essere is wordt to"
    );

    /// <summary>Between a name and the tag behind it.</summary>
    private static readonly FrozenSet<string> s_before = Set(
        "for as the this next week's be become is our my your a für als das die pour comme la le para como el o a per come il lo voor der zum zur"
    );

    private static readonly FrozenSet<string> s_following = Set(
        "is has by for because since as it its it's which with and please from in 4"
    );

    /// <param name="around">What the post it answers or quotes names.</param>
    public IReadOnlyList<FoundCrate> Find(PostText post, IReadOnlyList<Trigger> triggers, IReadOnlyList<FoundCrate> around)
    {
        if (Remarks.IsAboutTheProcess(post) || Remarks.IsAboutAWinner(post))
        {
            return [];
        }

        foreach (var trigger in triggers.Where(trigger => trigger.HasPlace))
        {
            var found = Behind(post, trigger) ?? Led(post, trigger) ?? Before(post, trigger) ?? BeforeLast(post, trigger);
            if (found is { } at && IsStrong(post, at, trigger, around))
            {
                var by = $"word {(at > trigger.Start ? "after" : "before")} the {trigger.Name}";
                return NamedCrates.Merged(_joined.With(post, at).Select(name => new FoundCrate(candidates.At(post, name), null, by)));
            }
        }

        return [];
    }

    /// <summary>Whether it is one of the small words that stand between a name and the tag.</summary>
    public static bool IsLeading(Piece piece) => piece.Kind == PieceKind.Word && s_before.Contains(piece.Text);

    /// <summary>Where another post has crates to offer, a word has to be clear to be preferred.</summary>
    private bool IsStrong(PostText post, int at, Trigger trigger, IReadOnlyList<FoundCrate> around)
    {
        var name = candidates.At(post, at)!;
        var identity = NomineeIdentity.OfCrate(name);
        return around.Count == 0
            || (
                !around.Any(crate => crate.Name is { } other && NomineeIdentity.OfCrate(other) == identity)
                && (CrateName.IsDistinctive(name) || (at > trigger.Start && EndsClause(post, at) && !EverydayWords.HasOrdinaryEnding(name)))
            );
    }

    private int? Behind(PostText post, Trigger trigger)
    {
        var at = SkipMarks(post, trigger.End);
        if (candidates.At(post, at) is not { } name)
        {
            return null;
        }

        if (EndsClause(post, at) || CrateName.IsDistinctive(name) || IsWord(post, at + 1, s_following))
        {
            return at;
        }

        // In the middle of a sentence: names of people are followed by another one, words of sentences are built like such.
        var isName = char.IsAsciiLetterUpper(name[0]) && !EverydayWords.Contains(post.Pieces[at + 1].Text);
        return isName ? null
            : candidates.At(post, at, strict: true) is null ? null
            : at;
    }

    /// <summary>Everyday words behind the tag that lead to a name: <c>#cotw nomination: jiff</c>, <c>my #cotw this time goes to jiff</c>.</summary>
    private int? Led(PostText post, Trigger trigger)
    {
        var wasLinked = false;
        for (var at = SkipMarks(post, trigger.End); at < post.Pieces.Count && at - trigger.End <= MostSkipped; at++)
        {
            var piece = post.Pieces[at];
            if (piece.Is(':') && at > trigger.End)
            {
                return candidates.At(post, SkipMarks(post, at + 1)) is null ? null : SkipMarks(post, at + 1);
            }

            if (piece.Kind != PieceKind.Word)
            {
                return null;
            }

            if (wasLinked && candidates.At(post, at, strict: true) is not null)
            {
                return EndsClause(post, at) || IsWord(post, at + 1, s_following) ? at : null;
            }

            if (!EverydayWords.Contains(piece.Text))
            {
                return null;
            }

            if (wasLinked && !s_linking.Contains(piece.Text) && !s_before.Contains(piece.Text))
            {
                return null;
            }

            wasLinked |= s_linking.Contains(piece.Text);
        }

        return null;
    }

    /// <summary><c>I nominate jiff for #cotw because …</c></summary>
    private int? Before(PostText post, Trigger trigger)
    {
        var at = trigger.Start - 1;
        while (at >= 0 && trigger.Start - at <= 4 && IsWord(post, at, s_before))
        {
            at--;
        }

        return at < trigger.Start - 1 && candidates.At(post, at, strict: true) is not null ? at : null;
    }

    private int? BeforeLast(PostText post, Trigger trigger)
    {
        for (var behind = trigger.End; behind < post.Pieces.Count; behind++)
        {
            if (post.Pieces[behind].Kind is PieceKind.Word or PieceKind.Code)
            {
                return null;
            }
        }

        var at = trigger.Start - 1;
        while (at >= 0 && post.Pieces[at].Kind is not (PieceKind.Word or PieceKind.Code))
        {
            at--;
        }

        var isAlone = at >= 0 && post.Pieces.Take(at).All(piece => piece.Kind is not (PieceKind.Word or PieceKind.Code));
        return candidates.At(post, at, strict: !isAlone) is null ? null : at;
    }

    private static int SkipMarks(PostText post, int at)
    {
        while (
            at < post.Pieces.Count
            && (
                post.Pieces[at].Kind is PieceKind.Break or PieceKind.Tag or PieceKind.Handle
                || (post.Pieces[at].Kind == PieceKind.Mark && !post.Pieces[at].IsOneOf(".?/\\"))
            )
        )
        {
            at++;
        }

        return at;
    }

    private static bool EndsClause(PostText post, int at) =>
        at + 1 >= post.Pieces.Count || post.Pieces[at + 1].Kind is not (PieceKind.Word or PieceKind.Code);

    private static bool IsWord(PostText post, int at, FrozenSet<string> words) =>
        at >= 0
        && at < post.Pieces.Count
        && post.Pieces[at].Kind == PieceKind.Word
        && words.Contains(post.Pieces[at].Text.Replace('’', '\''));

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));
}
