using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <param name="Text">Markdown without a line end at its end.</param>
internal sealed record ExportedSection(DraftSection Section, string Text);

/// <param name="Sections">Those that have a text, in the order of an issue.</param>
/// <param name="Withheld">What was chosen and is not shown, with the reason.</param>
/// <param name="Undescribed">Crates of which neither an editor nor crates.io says what they are: their sentence ends after the name.</param>
internal sealed record Exported(
    IReadOnlyList<ExportedSection> Sections,
    IReadOnlyList<string> Withheld,
    IReadOnlyList<UndescribedCrate> Undescribed
)
{
    /// <summary>What is shown and says too little, with the command that mends it.</summary>
    public IReadOnlyList<string> Lacking =>
        [.. Undescribed.Select(crate => $"{crate.Words}: `nominations correct {crate.Nomination} --description \"a …\"` says what it is.")];
}

/// <param name="Words">As the beginning of a sentence.</param>
internal sealed record UndescribedCrate(NominationId Nomination, string Words);

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

    private static IEnumerable<UndescribedCrate> Undescribed(IReadOnlyList<ChosenNomination> chosen) =>
        chosen
            .Where(one => NomineeEntries.Of([one]).Crates is [{ Description: null or "" }])
            .Select(one => new UndescribedCrate(
                one.Nomination.Id,
                $"The crate {OneLine.Of(NomineeWords.Of(one.Nomination.Nominee), 80)} has no description"
            ));
}
