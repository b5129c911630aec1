namespace Syndicator.Nominations.Recognizing;

internal enum PieceKind
{
    Word,

    /// <summary>With its sign.</summary>
    Tag,

    /// <summary>Somebody's name after an at sign.</summary>
    Handle,
    Url,

    /// <summary>What stands between backticks.</summary>
    Code,

    /// <summary>One sign, such as a comma or an emoji.</summary>
    Mark,

    /// <summary>The end of a line.</summary>
    Break,
}

/// <summary>A part of a text.</summary>
/// <param name="Start">In the text; in UTF-16 code units.</param>
/// <param name="Length">In the text, backticks included.</param>
/// <param name="Text">What it says; of code without the backticks.</param>
/// <param name="IsQuoted">Whether it stands on a line that begins with <c>&gt;</c>: somebody else's words.</param>
internal readonly record struct Piece(PieceKind Kind, int Start, int Length, string Text, bool IsQuoted)
{
    public int End => Start + Length;

    public bool Is(char mark) => Kind == PieceKind.Mark && Text.Length == 1 && Text[0] == mark;

    public bool IsOneOf(string marks) => Kind == PieceKind.Mark && Text.Length == 1 && marks.Contains(Text[0]);
}
