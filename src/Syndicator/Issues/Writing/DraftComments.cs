namespace Syndicator.Issues.Writing;

/// <summary>Which lines of a draft are nothing but comments.</summary>
internal sealed class DraftComments
{
    private const string Opening = "<!--";
    private const string Closing = "-->";

    private readonly bool[] _isComment;

    public DraftComments(DraftLines draft)
    {
        _isComment = new bool[draft.Count + 1];
        var isOpen = false;
        for (var number = 1; number <= draft.Count; number++)
        {
            _isComment[number] = !draft.IsBlank(number) && IsOnlyComment(draft[number], ref isOpen);
        }
    }

    public bool IsComment(int number) => number >= 1 && number < _isComment.Length && _isComment[number];

    private static bool IsOnlyComment(ReadOnlySpan<char> line, ref bool isOpen)
    {
        var isOnly = true;
        while (!line.IsEmpty)
        {
            var next = line.IndexOf(isOpen ? Closing : Opening);
            isOnly &= isOpen || line[..(next < 0 ? line.Length : next)].IsWhiteSpace();
            if (next < 0)
            {
                return isOnly;
            }

            line = line[(next + (isOpen ? Closing.Length : Opening.Length))..];
            isOpen = !isOpen;
        }

        return isOnly;
    }
}
