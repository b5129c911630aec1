namespace Syndicator.Publishing;

/// <summary>The newest of a publication's published issues: as much as it takes to say which rounds are over, and what the next issues are called.</summary>
/// <param name="Day">The latest day of any; null when none has a day.</param>
/// <param name="Numbered">The latest of those that have a number; null when none has.</param>
internal sealed record NewestIssue(DateOnly? Day, NumberedIssue? Numbered);

/// <summary>An issue's number and day.</summary>
internal sealed record NumberedIssue(int Number, DateOnly Day);
