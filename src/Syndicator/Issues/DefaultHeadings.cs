namespace Syndicator.Issues;

/// <summary>
/// The headings of <em>This Week in Rust</em> from 2013 on, by role. A heading that stands in no list has the role of the heading it belongs to, so only
/// those are listed that mean something else than their surroundings.
/// </summary>
internal static class DefaultHeadings
{
    public static IReadOnlyDictionary<SectionRole, IReadOnlyList<string>> All { get; } =
        new Dictionary<SectionRole, IReadOnlyList<string>>
        {
            [SectionRole.News] = ["What's cooking *", "The big news"],
            [SectionRole.Community] =
            [
                "Updates from Rust Community",
                "Updates from the Rust Community",
                "Community",
                "Community Updates",
                "News & Blog Posts",
                "Notable Links",
                "From the Blogosphere",
                "Blog Posts",
                "Prominent blog posts and ML threads",
                "Discussions",
                "Announcements, etc",
                "Announcements etc",
                "Other announcements",
                "Project announcements etc",
                "Projects and discussion",
            ],
            [SectionRole.Official] = ["Official", "From the Team"],
            [SectionRole.Foundation] = ["Foundation", "Rust Foundation"],
            [SectionRole.Newsletters] = ["Newsletters", "Other Weeklies from Rust Community"],
            [SectionRole.ProjectUpdates] =
            [
                "Project/Tooling Updates",
                "Project Updates",
                "Tooling",
                "New Projects",
                "New Crates",
                "New Crates & Project Updates",
                "Notable New Crates & Projects",
                "Notable New Crates & Project Updates",
                "New Releases & Project Updates",
                "News & Project Updates",
            ],
            [SectionRole.Observations] = ["Observations/Thoughts"],
            [SectionRole.Walkthroughs] = ["Rust Walkthroughs", "Learn Standard Rust", "Learn More Rust", "Learn Rust"],
            [SectionRole.Research] = ["Research", "Research *", "Papers*"],
            [SectionRole.Miscellaneous] = ["Miscellaneous"],
            [SectionRole.Crate] = ["Crate of the Week"],
            [SectionRole.CrateAndQuote] = ["Crate & Quote of the Week"],
            [SectionRole.Quote] = ["Quote of the Week", "Quotes of the Week"],
            [SectionRole.Testing] = ["Calls for Testing", "Call for Testing"],
            [SectionRole.Calls] = ["Call for Participation", "Call for Participation; projects and speakers"],
            [SectionRole.ProjectCalls] = ["CFP - Projects"],
            [SectionRole.EventCalls] = ["CFP - Events", "CFP - Speakers"],
            [SectionRole.Core] = ["Updates from Rust Core", "Updates from the Rust Project", "Subteam reports", "Approved Major Change*"],
            [SectionRole.Performance] = ["Rust Compiler Performance Triage"],
            [SectionRole.ApprovedRfcs] = ["Approved RFCs", "Approved RFC's"],
            [SectionRole.FinalCommentPeriod] =
            [
                "Final Comment Period",
                "Tracking Issues & PRs",
                "Rust RFCs",
                "Language Team",
                "Language Reference",
                "Leadership Council",
                "Unsafe Code Guidelines",
                "Compiler Team*",
            ],
            [SectionRole.NewRfcs] = ["New and Updated RFCs", "New RFCs", "New RFC's"],
            [SectionRole.Events] = ["Upcoming Events", "Upcoming Meetups", "Meetups"],
            [SectionRole.Jobs] = ["Jobs", "Rust Jobs", "fn work(on: RustProject) -> Money"],
        };
}
