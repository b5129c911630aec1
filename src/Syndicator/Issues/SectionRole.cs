namespace Syndicator.Issues;

/// <summary>What a heading means. In configuration written in kebab-case: <c>project-calls</c>.</summary>
internal enum SectionRole
{
    /// <summary>No configured heading, and none above it.</summary>
    Unknown,
    Introduction,
    News,
    Community,
    Official,
    Foundation,
    Newsletters,
    ProjectUpdates,
    Observations,
    Walkthroughs,
    Research,
    Miscellaneous,
    Crate,
    Quote,
    CrateAndQuote,
    Testing,

    /// <summary>Calls for participation, kinds not separated.</summary>
    Calls,
    ProjectCalls,
    EventCalls,
    Core,
    Performance,
    ApprovedRfcs,
    FinalCommentPeriod,
    NewRfcs,
    Events,
    Jobs,
}
