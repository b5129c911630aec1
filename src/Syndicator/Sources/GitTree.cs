using System.Globalization;
using System.Text;

namespace Syndicator.Sources;

/// <summary>What a commit offers by a source's patterns.</summary>
/// <param name="Sizes">In bytes, by the files' names.</param>
internal sealed record GitTree(
    string Commit,
    IReadOnlyList<SourceFile> Files,
    IReadOnlyDictionary<string, long> Sizes,
    IReadOnlyList<Diagnostic> Diagnostics
)
{
    private const int MostDiagnostics = 20;

    /// <summary>The output of <c>ls-tree -z -l</c>: "mode kind id size TAB name NUL" for each entry.</summary>
    /// <returns>Null when the clone lacks something of it.</returns>
    public static GitTree? Read(string commit, ReadOnlySpan<byte> listing, string branch, SourceGlob glob, SourceGlob? drafts)
    {
        var reading = new Reading(branch, glob, drafts);
        while (!listing.IsEmpty)
        {
            var end = listing.IndexOf((byte)0);
            if (end < 0 || !reading.Take(listing[..end]))
            {
                return null;
            }

            listing = listing[(end + 1)..];
        }

        var byName = reading.Files.OrderBy(file => file.Key, StringComparer.Ordinal);
        return new GitTree(commit, [.. byName.Select(file => file.Value)], reading.Sizes, reading.Told());
    }

    private sealed class Reading(string branch, SourceGlob glob, SourceGlob? drafts)
    {
        private readonly List<Diagnostic> _diagnostics = [];
        private int _untold;

        public Dictionary<string, SourceFile> Files { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, long> Sizes { get; } = new(StringComparer.Ordinal);

        /// <summary>False when this is no entry as a whole clone has them.</summary>
        public bool Take(ReadOnlySpan<byte> entry)
        {
            var tab = entry.IndexOf((byte)'\t');
            var about = Encoding.ASCII.GetString(entry[..Math.Max(tab, 0)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (about is not [var mode, var kind, var id, var size])
            {
                return false;
            }

            var name = Encoding.UTF8.GetString(entry[(tab + 1)..]);
            var isIssue = glob.IsMatch(name);
            if (kind == "tree" || !(isIssue || drafts?.IsMatch(name) == true))
            {
                return true;
            }

            if (kind != "blob" || mode == "120000")
            {
                Tell(
                    Error(
                        "entry-not-read",
                        name,
                        "This is a symbolic link or another repository, not a file; it is not read.",
                        "Put the file itself there."
                    )
                );
            }
            else if (!IsUsable(name))
            {
                Tell(
                    Error(
                        "name-unusable",
                        name,
                        "A file's name cannot be used: it is no UTF-8 text of one line, too long, or leads elsewhere.",
                        "Rename it."
                    )
                );
            }
            else if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                Files[name] = new SourceFile($"{branch}:{name}", name, id, IsDraft: !isIssue);
                Sizes[name] = bytes;
            }
            else
            {
                return false;
            }

            return true;
        }

        public List<Diagnostic> Told() =>
            _untold == 0
                ? _diagnostics
                :
                [
                    .. _diagnostics,
                    Error(
                        "more-entries",
                        "",
                        string.Create(CultureInfo.InvariantCulture, $"{_untold} more entries cannot be read."),
                        "Look at those above first."
                    ),
                ];

        private void Tell(Diagnostic diagnostic)
        {
            if (_diagnostics.Count < MostDiagnostics)
            {
                _diagnostics.Add(diagnostic);
            }
            else
            {
                _untold++;
            }
        }

        private Diagnostic Error(string code, string name, string message, string remedy) =>
            new(code, Severity.Error, new SourcePosition($"{branch}:{OneLine.Of(name)}"), message, remedy);
    }

    private static bool IsUsable(string name) =>
        OneLine.Of(name) == name
        && !name.Contains('\uFFFD', StringComparison.Ordinal)
        && !name.Split('/').Any(part => part is "" or "." or ".." || part.Equals(".git", StringComparison.OrdinalIgnoreCase));
}
