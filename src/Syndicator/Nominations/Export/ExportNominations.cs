using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <param name="Text">Markdown without a line end at its end.</param>
internal sealed record ExportedSection(DraftSection Section, string Text);

/// <param name="Sections">Those that have a text, in the order of an issue.</param>
/// <param name="Withheld">What was chosen and is not shown, with the reason.</param>
internal sealed record Exported(IReadOnlyList<ExportedSection> Sections, IReadOnlyList<string> Withheld);

/// <summary>What editors chose, as text to copy into the issue.</summary>
internal sealed class ExportNominations(ChosenNominations nominations)
{
    /// <param name="round">As <see cref="ChosenNominations.FindAsync"/> has it.</param>
    public async Task<Exported> RunAsync(
        string publication,
        DateTimeOffset? round,
        IReadOnlyCollection<DraftSection> wanted,
        CancellationToken cancellationToken
    )
    {
        var chosen = await nominations.FindAsync(publication, round, cancellationToken);
        var winners = NomineeEntries.Of(chosen.Nominations);
        var sections = wanted.Distinct().Order().Select(section => new ExportedSection(section, SectionText.Of(section, winners)));
        return new Exported([.. sections.Where(section => section.Text.Length > 0)], chosen.Withheld);
    }
}
