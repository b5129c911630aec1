using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

/// <summary>Issues of our own writing; the body begins on line 6.</summary>
internal static class Sample
{
    public const int FirstLine = 6;

    public static Issue Read(string body) =>
        IssueReader.Read(
            "sample.md",
            "Title: This Week in Rust 900\nNumber: 900\nDate: 2031-03-05\nCategory: This Week in Rust\n\n" + body,
            IssueFormat.ThisWeekInRust
        );

    public static Issue Crate(string body) =>
        Read(
            "## Crate of the Week\n\n"
                + body
                + "\n\n[Please submit your suggestions and votes for next week][submit_crate]!\n\n[submit_crate]: https://forum.example/2704\n"
        );

    public static Issue Quote(string body) =>
        Read(
            "# Quote of the Week\n\n"
                + body
                + "\n\n[Please submit quotes and vote for next week!](https://forum.example/328)\n\n*This Week is edited by: [someone](https://example.com).*\n"
        );

    public static Issue Projects(string body) =>
        Read(
            "## Call for Participation; projects and speakers\n\n### CFP - Projects\n\nAlways wanted to contribute?\n\n"
                + body
                + "\n\nIf you own a project, please submit tasks [here](https://example.com/guidelines).\n"
        );

    public static Issue EventCalls(string body) =>
        Read("## Call for Participation; projects and speakers\n\n### CFP - Events\n\nThis section highlights events.\n\n" + body + "\n");

    public static Issue Events(string body) =>
        Read("## Upcoming Events\n\nRusty Events between 2031-03-05 - 2031-04-02 🦀\n\n### Europe\n" + body + "\n");
}
