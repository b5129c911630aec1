using Syndicator.App.Pages;

namespace Syndicator.App;

/// <summary>Where the desk gets what it shows. Registered as a singleton; both are asked at every request.</summary>
/// <param name="ThisWeek">The page This week.</param>
/// <param name="Problems">What is wrong, without secrets: what fails first, then the notices; empty when all is well.</param>
internal sealed record HostDesk(
    Func<CancellationToken, Task<ThisWeekView>> ThisWeek,
    Func<CancellationToken, Task<IReadOnlyList<ProblemView>>> Problems
);
