using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <summary>A nomination that goes into the issue, with what its section says of it.</summary>
/// <param name="Thanks">Everybody whose post may be shown, in the order they came.</param>
/// <param name="Facts">What crates.io says it is; null where it does not, and for all but crates.</param>
internal sealed record ChosenNomination(Nomination Nomination, IReadOnlyList<ThanksEntry> Thanks, string? Facts);

/// <summary>What editors chose for the issue.</summary>
/// <param name="Withheld">Chosen, and not to be shown: one sentence for each, with the reason.</param>
internal sealed record ChosenForIssue(IReadOnlyList<ChosenNomination> Nominations, IReadOnlyList<string> Withheld);
