using Syndicator.App.Pages;

namespace Syndicator.App;

/// <summary>Where the desk gets what it shows. Registered as a singleton; asked at every request.</summary>
/// <param name="ThisWeek">The page This week, about one newsletter or all.</param>
/// <param name="Problems">What is wrong, without secrets: what fails first, then the notices; empty when all is well.</param>
/// <param name="Newsletters">All that pages can be about; the same list as long as the configuration is.</param>
internal sealed record HostDesk(
    Func<string?, CancellationToken, Task<ThisWeekView>> ThisWeek,
    Func<CancellationToken, Task<IReadOnlyList<ProblemView>>> Problems,
    Func<IReadOnlyList<NewsletterView>> Newsletters
);
