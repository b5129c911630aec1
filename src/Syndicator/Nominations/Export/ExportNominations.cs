using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <param name="Text">Markdown without a line end at its end.</param>
internal sealed record ExportedSection(DraftSection Section, string Text);

/// <param name="Sections">Those that have a text, in the order of an issue.</param>
/// <param name="Withheld">What was chosen and is not shown, with the reason.</param>
/// <param name="Lacking">What is shown and says too little, with what to do.</param>
internal sealed record Exported(IReadOnlyList<ExportedSection> Sections, IReadOnlyList<string> Withheld, IReadOnlyList<string> Lacking);

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
        return new Exported(
            [.. sections.Where(section => section.Text.Length > 0)],
            chosen.Withheld,
            wanted.Contains(DraftSection.Crate) ? [.. Undescribed(chosen.Nominations)] : []
        );
    }

    /// <summary>Crates of which neither an editor nor crates.io says what they are: their sentence ends after the name.</summary>
    private static IEnumerable<string> Undescribed(IReadOnlyList<ChosenNomination> chosen) =>
        chosen
            .Where(one => NomineeEntries.Of([one]).Crates is [{ Description: null or "" }])
            .Select(one =>
                $"The crate {OneLine.Of(NomineeWords.Of(one.Nomination.Nominee), 80)} has no description: `nominations correct {one.Nomination.Id} --description \"a …\"` says what it is."
            );
}
