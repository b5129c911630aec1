namespace Syndicator.IntegrationTests.Replay;

/// <summary>What the steps of a replay act on.</summary>
internal sealed record ReplayWorld(NewsletterRepository Repository, NewsletterSite Site, RehearsedProgram Program);

/// <summary>Something that happens, and the look that the program takes right after it.</summary>
/// <param name="At">What the clock shows.</param>
/// <param name="Change">Null: only time passes.</param>
internal sealed record ReplayStep(DateTimeOffset At, Func<ReplayWorld, Task>? Change);
