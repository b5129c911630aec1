using System.Text;

namespace Syndicator.Nominations.Recognizing;

/// <summary>A tag or some words as configuration gives them, found whole: <c>#cotw</c> is not in <c>#cotwx</c>.</summary>
internal sealed class Phrase
{
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly string _written;

    public Phrase(string text)
    {
        _written = CleanText.Of(text).Trim();
        _pieces = [.. PieceScanner.Scan(_written)];
    }

    /// <summary>The tag without its sign; null for words.</summary>
    public string? Tag => _pieces is [{ Kind: PieceKind.Tag } only] ? only.Text[1..] : null;

    /// <summary>How many pieces the phrase takes that begins there; 0 when it does not.</summary>
    public int LengthAt(PostText post, int at)
    {
        if (_pieces.Count > 1 && post.Pieces[at].Kind == PieceKind.Word && IsHyphenated(post.Pieces[at].Text))
        {
            return 1;
        }

        if (_pieces.Count == 0 || at + _pieces.Count > post.Pieces.Count)
        {
            return 0;
        }

        for (var i = 0; i < _pieces.Count; i++)
        {
            var there = post.Pieces[at + i];
            if (there.Kind != _pieces[i].Kind || !IsSame(there.Text, _pieces[i].Text))
            {
                return 0;
            }
        }

        return IsWhole(post, post.Pieces[at]) ? _pieces.Count : 0;
    }

    /// <summary>Without case, and however accents are written.</summary>
    private static bool IsSame(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase)
        || (
            !(Ascii.IsValid(one) && Ascii.IsValid(other))
            && one.Normalize(NormalizationForm.FormKC).Equals(other.Normalize(NormalizationForm.FormKC), StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Not the end of something longer, as in <c>C++1</c>.</summary>
    private static bool IsWhole(PostText post, Piece first) =>
        first.Kind != PieceKind.Mark
        || first.Start == 0
        || !(WordCharacters.Is(post.Text, first.Start - 1) || post.Text[first.Start - 1] == '+');

    private bool IsHyphenated(string word) =>
        word.Length == _written.Length && word.Contains('-') && word.Replace('-', ' ').Equals(_written, StringComparison.OrdinalIgnoreCase);
}
