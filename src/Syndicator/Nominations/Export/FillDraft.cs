using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <summary>What became of a draft.</summary>
/// <param name="Fill">Null where the file could not be read.</param>
/// <param name="IsWritten">Whether the file holds it now.</param>
/// <param name="Problems">Why nothing was filled, or written.</param>
/// <param name="Withheld">What was chosen and is not shown, with the reason.</param>
internal sealed record FilledDraft(DraftFill? Fill, bool IsWritten, IReadOnlyList<Diagnostic> Problems, IReadOnlyList<string> Withheld);

/// <summary>Puts what editors chose into a draft; the file changes only when told to.</summary>
internal sealed class FillDraft(ChosenNominations nominations)
{
    public async Task<FilledDraft> RunAsync(
        string path,
        string publication,
        IssueFormat format,
        IReadOnlyCollection<DraftSection> wanted,
        bool write,
        CancellationToken cancellationToken
    )
    {
        var file = await IssueFile.LoadAsync(path, cancellationToken);
        if (file.Text is null)
        {
            return new FilledDraft(null, false, file.Diagnostics, []);
        }

        var chosen = await nominations.FindAsync(publication, null, cancellationToken);
        var fill = DraftFiller.Fill(file, format, NomineeEntries.Of(chosen.Nominations), wanted);
        if (!write || fill.Difference.Length == 0)
        {
            return new FilledDraft(fill, false, fill.Refusals, chosen.Withheld);
        }

        var problem = await DraftFile.WriteAsync(file, fill.Text, cancellationToken);
        return new FilledDraft(fill, problem is null, problem is null ? [] : [problem], chosen.Withheld);
    }
}
