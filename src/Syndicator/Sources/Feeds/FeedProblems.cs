namespace Syndicator.Sources.Feeds;

/// <summary>What is to be said of one document.</summary>
internal sealed class FeedProblems(Uri address)
{
    /// <summary>A feed in which every entry is damaged says so this often.</summary>
    private const int MostWarnings = 50;

    private readonly List<Diagnostic> _found = [];

    public IReadOnlyList<Diagnostic> Found => _found;

    public void Warn(string code, FeedElement? at, string message, string remedy)
    {
        if (_found.Count < MostWarnings)
        {
            _found.Add(new Diagnostic(code, Severity.Warning, Position(at?.Line ?? 0, at?.Column ?? 0), message, remedy));
        }
    }

    /// <summary>Ends the reading.</summary>
    public FeedReading Refuse(string code, string message, string remedy, int line = 0, int column = 0) =>
        new(null, [.. _found, new Diagnostic(code, Severity.Error, Position(line, column), message, remedy)]);

    private SourcePosition Position(int line, int column) => new(address.AbsoluteUri, line, column);
}
