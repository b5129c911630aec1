using Syndicator.App.Pages;

namespace Syndicator.App;

/// <summary>Where the desk gets what it shows. Registered as a singleton; asked at every request.</summary>
/// <param name="ThisWeek">The page This week.</param>
/// <param name="Problems">What is wrong, without secrets: what fails first, then the notices; empty when all is well.</param>
/// <param name="Newsletters">All that pages can be about.</param>
internal sealed record HostDesk(
    Func<CancellationToken, Task<ThisWeekView>> ThisWeek,
    Func<CancellationToken, Task<IReadOnlyList<ProblemView>>> Problems,
    IReadOnlyList<NewsletterView> Newsletters
);
