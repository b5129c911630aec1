using System.IO.Enumeration;

namespace Syndicator.Sources;

/// <summary>Which names a source offers: <c>*</c> and <c>?</c> within a name, <c>**</c> any folders; capitals count.</summary>
internal sealed record SourceGlob(string Text)
{
    private const string AnyFolders = "**";

    public string[] Parts { get; } = Text.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The folders the pattern names outright: <c>content/2026</c> of <c>content/2026/*.md</c>.</summary>
    public IEnumerable<string> NamedFolders => Parts.SkipLast(1).TakeWhile(part => part.IndexOfAny(['*', '?', '\\']) < 0);

    /// <summary>Whether what it means lies in more than one folder.</summary>
    public bool IsDeep => Parts.Length > NamedFolders.Count() + 1 || Parts is [.., AnyFolders];

    public bool IsAnyFolders(int part) => Parts[part] == AnyFolders;

    /// <summary>Whether one part of a path meets one part of the pattern.</summary>
    public bool IsMatch(int part, string name) =>
        FileSystemName.MatchesSimpleExpression(IsAnyFolders(part) ? "*" : Parts[part], name, ignoreCase: false);

    /// <summary>Whether a whole path does; in one pass, however many folders it has.</summary>
    public bool IsMatch(string path)
    {
        var names = path.Split('/');
        var reached = new bool[Parts.Length + 1];
        reached[0] = true;
        foreach (var folder in names[..^1])
        {
            reached = Enter(folder, SkipAnyFolders(reached));
        }

        return Parts.Length > 0 && SkipAnyFolders(reached)[Parts.Length - 1] && IsMatch(Parts.Length - 1, names[^1]);
    }

    /// <summary>Any folders may be none.</summary>
    private bool[] SkipAnyFolders(bool[] reached)
    {
        for (var part = 0; part < Parts.Length; part++)
        {
            reached[part + 1] |= reached[part] && IsAnyFolders(part);
        }

        return reached;
    }

    private bool[] Enter(string folder, bool[] reached)
    {
        var next = new bool[reached.Length];
        for (var part = 0; part < Parts.Length; part++)
        {
            next[IsAnyFolders(part) ? part : part + 1] |= reached[part] && IsMatch(part, folder);
        }

        return next;
    }
}
