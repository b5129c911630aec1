namespace Syndicator.Storage;

/// <summary>The database cannot be used, and a person has to do something about it.</summary>
/// <param name="diagnostic">What happened and what to do.</param>
internal sealed class StorageException(Diagnostic diagnostic, Exception? inner = null) : Exception(diagnostic.ToString(), inner)
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>As it stands in the log: what happened and what to do. Where in the program it was met helps nobody.</summary>
    public override string ToString() => Message;

    public static StorageException Because(string code, string database, string message, string remedy, Exception? inner = null) =>
        new(new Diagnostic(code, Severity.Error, new SourcePosition(database), message, remedy), inner);
}
