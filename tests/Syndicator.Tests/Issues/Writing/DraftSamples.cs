using System.Text;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>A draft of our own writing, as the newsletter's template makes it, and winners for it.</summary>
internal static class DraftSamples
{
    public static readonly DraftSection[] All = Enum.GetValues<DraftSection>();

    public static readonly DraftWinners Winners = new()
    {
        Crates =
        [
            new CrateEntry("tidepool", "https://crates.io/crates/tidepool", "a pool of things that wait for the tide")
            {
                Thanks = [new ThanksEntry("Mara Lind", "https://social.example/@mara/1")],
            },
        ],
        Quotes =
        [
            new QuoteEntry(
                "The compiler is a friend who reads everything.\n\nTwice.",
                "Ona Vale on rust-users",
                "https://forum.example/t/1/2"
            )
            {
                Thanks = [new ThanksEntry("Teo", "https://social.example/@teo/2", IsSelf: true)],
            },
        ],
        Calls =
        [
            new CallEntry("lamp - `no_std`", "https://example.com/lamp/issues/2"),
            new CallEntry("tidepool - write the guide", "https://example.com/tidepool/issues/1"),
        ],
        EventCalls = [new EventCallEntry("Ferris Days 2031", "https://ferris.example/cfp", "2031-05-01", "Graz, AT", "2031-09-01")],
        Links = [new LinkEntry("How tides work", "https://example.com/tides")],
    };

    public const string Draft = """
        Title: This Week in Rust 900
        Number: 900
        Date: 2031-03-05
        Category: This Week in Rust

        Hello!

        ## Updates from Rust Community

        <!--
        Dear contributors: links go here

        * [Title of the linked Page](https://example.com/my_article)
        -->

        ### Official

        ### Miscellaneous

        ## Crate of the Week

        <!-- COTW goes here -->

        [Please submit your suggestions and votes for next week][submit_crate]!

        [submit_crate]: https://forum.example/2704

        ## Call for Participation; projects and speakers

        ### CFP - Projects

        Always wanted to contribute?

        <!-- CFPs go here, use this format: * [project name - title of issue](URL to issue) -->
        <!-- * [ - ]() -->
        <!-- or if none - *No Calls for participation were submitted this week.* -->

        If you own a project, please submit tasks [here][guidelines].

        [guidelines]:https://example.com/guidelines

        ### CFP - Events

        This section highlights events.

        <!-- CFPs go here, use this format: * [**event name**](URL to CFP)| Date CFP closes in YYYY-MM-DD | city,state,country | Date of event in YYYY-MM-DD -->
        <!-- or if none - *No Calls for papers or presentations were submitted this week.* -->

        If you organize an event, tell us.

        ## Upcoming Events

        # Quote of the Week

        <!-- QOTW goes here -->

        [Please submit quotes and vote for next week!](https://forum.example/328)

        *This Week in Rust is edited by: [someone](https://example.com).*

        """;

    public static IssueFile File(string text) => IssueFile.Decode("draft.md", Encoding.UTF8.GetBytes(text));

    public static DraftFill Fill(string text, DraftWinners? winners = null, params DraftSection[] sections) =>
        DraftFiller.Fill(File(text), IssueFormat.ThisWeekInRust, winners ?? Winners, sections.Length > 0 ? sections : All);
}
