using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>A post taken apart.</summary>
internal sealed class PostText
{
    /// <summary>Of links, at most; more are advertising.</summary>
    private const int MostLinks = 50;

    public PostText(Mention post)
    {
        Post = post;
        Text = CleanText.Of(post.Text);
        Pieces = PieceScanner.Scan(Text);
        OwnText = WithoutQuotedLines(Text);
        (OwnTargets, QuotedTargets) = LinkTargets.Of(this, [.. post.Links.Take(MostLinks)]);
    }

    public Mention Post { get; }

    /// <summary>Clean.</summary>
    public string Text { get; }

    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>Without the lines that begin with <c>&gt;</c>.</summary>
    public string OwnText { get; }

    /// <summary>Where its links lead, those on quoted lines apart.</summary>
    public IReadOnlyList<string> OwnTargets { get; }

    public IReadOnlyList<string> QuotedTargets { get; }

    /// <summary>Whether a word is no part of a path, an address, markup or a command for the shell.</summary>
    public bool StandsAlone(Piece piece) =>
        (piece.Start == 0 || IsEdge(Text[piece.Start - 1]))
        && (piece.End >= Text.Length || IsEdge(Text[piece.End]))
        && string.CompareOrdinal(Text, piece.End, "](", 0, 2) != 0
        && !(string.CompareOrdinal(Text, piece.End, " -", 0, 2) == 0 && piece.End + 2 < Text.Length && char.IsAsciiLetter(Text[piece.End + 2]));

    private static bool IsEdge(char c) => c is not ('/' or '\\' or '@' or '&' or '$' or '%' or '<');

    private static string WithoutQuotedLines(string text) =>
        text.Contains('>', StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Where(line => QuoteLines.Content(line) is null))
            : text;
}
