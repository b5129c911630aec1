namespace Syndicator.Nominations.Recognizing;

/// <summary>Words that may be a crate's name without any sign of it: no everyday word, known to crates.io where that was asked.</summary>
/// <param name="isKnown">Null for one that was not asked about.</param>
internal sealed class CandidateWords(Func<string, bool?>? isKnown)
{
    /// <summary>The name; null when the piece can be none.</summary>
    /// <param name="strict">Whether words that look like those of a sentence are refused.</param>
    public string? At(PostText post, int at, bool strict = false)
    {
        if (at < 0 || at >= post.Pieces.Count || post.Pieces[at] is not { Kind: PieceKind.Word or PieceKind.Code, IsQuoted: false } piece)
        {
            return null;
        }

        var name = piece.Text.Trim('_');
        return
            name.Length > 1
            && CrateName.IsPossible(name)
            && !HasInnerCapital(name)
            && (piece.Kind == PieceKind.Code ? !name.Any(char.IsAsciiLetterUpper) : IsNoOrdinaryWord(post, piece, name, strict))
            && isKnown?.Invoke(name) != false
            ? name
            : null;
    }

    private static bool IsNoOrdinaryWord(PostText post, Piece piece, string name, bool strict) =>
        post.StandsAlone(piece)
        && !EverydayWords.Contains(name)
        && (CrateName.IsDistinctive(name) || !name.Contains('-') || !name.Split('-').All(EverydayWords.Contains))
        && (CrateName.IsDistinctive(name) || !strict || !(EverydayWords.HasOrdinaryEnding(name) || IsShouted(name)));

    /// <summary><c>HashMap</c> is a type.</summary>
    private static bool HasInnerCapital(string name) =>
        !name.AsSpan().ContainsAny('-', '_') && name.Any(char.IsAsciiLetterLower) && name.Skip(1).Any(char.IsAsciiLetterUpper);

    private static bool IsShouted(string name) => name.All(char.IsAsciiLetterUpper);
}
