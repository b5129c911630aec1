namespace Syndicator.Networks.X;

/// <summary>How far mentions have been read.</summary>
/// <param name="Since">Everything up to this id is stored; null: nothing yet.</param>
/// <param name="Until">Where more was there than one look takes: what is older than this is still to be read. Else null.</param>
/// <param name="Newest">With <paramref name="Until"/>: what <see cref="Since"/> will be once that is read.</param>
internal sealed record XCursor(string? Since, string? Until = null, string? Newest = null)
{
    /// <summary>Null when the text is no cursor of ours.</summary>
    public static XCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('/');
        var isWhole =
            parts.Length is 1 or 3 && parts.All(part => part.Length == 0 || XIds.IsId(part)) && (parts.Length == 1 || parts[1].Length > 0);
        return isWhole ? new XCursor(Part(parts, 0), Part(parts, 1), Part(parts, 2)) : null;
    }

    /// <summary>Null: nothing has been read yet.</summary>
    public string? ToText() => Until is null ? Since : $"{Since}/{Until}/{Newest}";

    private static string? Part(string[] parts, int index) => index < parts.Length && parts[index].Length > 0 ? parts[index] : null;
}
