using Syndicator.Configuration.Values;
using Syndicator.Issues;

namespace Syndicator.Configuration.Keys;

/// <summary>The keys of <c>publication.yaml</c>.</summary>
internal static class PublicationKeys
{
    /// <summary>Section roles as configuration writes them: <c>project-calls</c>.</summary>
    public static IReadOnlyDictionary<string, SectionRole> Roles { get; } =
        Enum.GetValues<SectionRole>().Where(role => role != SectionRole.Unknown).ToDictionary(role => KebabCase(role.ToString()));

    private static MapShape Source { get; } =
        new(
            "`source`",
            [
                new("folder", Paths.Folder, "A folder with the issues, relative to the publication's folder."),
                new("git", Paths.Repository, "A git repository with the issues: an address with https or ssh, or a path."),
                new("branch", Paths.Branch, "The repository's branch that counts.") { DefaultRule = "`main`" },
                new("feed", WebAddress.Resource("https://example.org/atom.xml"), "An Atom or RSS feed with the issues."),
                new(
                    "markdown",
                    Paths.MarkdownPage,
                    "Where the Markdown of a feed's entry is. Placeholders as in `pagePath`; without it, the entry's own HTML is read."
                ),
                new(
                    "titles",
                    Plain.Text("\"This Week in Rust *\""),
                    "How the titles of a feed's issues read, with `*` for any signs; other entries are no issues."
                )
                {
                    DefaultRule = "every entry is an issue",
                },
                new("glob", Paths.Glob, "Which files of the folder or repository are issues.") { DefaultRule = "`*.md`" },
                new("drafts", Paths.Glob, "Which files are unfinished issues: they are read and shown, never announced.")
                {
                    DefaultRule = "none",
                    Sample = "\"draft/*.md\"",
                },
            ]
        );

    private static MapShape Schedules { get; } =
        new(
            "`schedules`",
            [
                new("zone", Zone.Shape, "Time zone of the schedules, by its IANA name.") { IsRequired = true },
                new(
                    "watch",
                    Cron.Shape("0 0/10 * * * ?"),
                    "When to look for new and changed issues, as a Quartz cron expression (seconds first)."
                )
                {
                    Default = "0 0/10 * * * ?",
                },
                new(
                    "deliver",
                    Cron.Shape("0 * * * * ?"),
                    "When to send the posts that are due, as a Quartz cron expression (seconds first)."
                )
                {
                    Default = "0 * * * * ?",
                },
                new(
                    "health",
                    Cron.Shape("30 * * * * ?"),
                    "When to judge whether all is well, and to call the webhook where it is not, as a Quartz cron expression (seconds first)."
                )
                {
                    Default = "30 * * * * ?",
                },
                new(
                    "collect",
                    Cron.Shape("0 0/10 * * * ?"),
                    "When to read mentions and forum topics, as a Quartz cron expression (seconds first)."
                )
                {
                    Default = "0 0/10 * * * ?",
                },
                new(
                    "engagement",
                    Cron.Shape("0 7/30 * * * ?"),
                    "When to count likes, boosts and replies of posts that are old enough for it, as a Quartz cron expression (seconds first)."
                )
                {
                    Default = "0 7/30 * * * ?",
                },
                new(
                    "invite",
                    Cron.Shape("0 0 16 ? * FRI"),
                    "When to invite nominations with a post of its own, as a Quartz cron expression (seconds first)."
                )
                {
                    DefaultRule = "never by itself",
                },
                new(
                    "calls",
                    Cron.Shape("0 0 15 ? * MON-FRI"),
                    "When to post about calls for participation, as a Quartz cron expression (seconds first)."
                )
                {
                    DefaultRule = "never by itself",
                },
            ]
        );

    private static MapShape Calls { get; } =
        new(
            "`calls`",
            [
                new("perDay", Plain.Count(1, 24, "2"), "Most posts about calls that an account makes on one day.")
                {
                    Default = "2",
                    Unit = "posts",
                },
                new(
                    "remindBefore",
                    new ListShape("durations", Duration.Shape("7d")),
                    "How long before a call closes it is reminded of; an empty list for no reminders."
                )
                {
                    DefaultRule = "`[7d, 2d]`",
                },
                new(
                    "openFor",
                    Duration.Shape("30d"),
                    "How long after the last issue that printed it a call without a closing day counts as open."
                )
                {
                    Default = "30d",
                },
            ]
        );

    private static MapShape Webhook { get; } =
        new(
            "`webhook`",
            [
                new(
                    "url",
                    WebAddress.OrSecret("https://example.org/hooks/twir"),
                    "The address that is called, or a reference to a secret (`env:NAME`) that holds it."
                )
                {
                    IsRequired = true,
                },
                new("secret", SecretReference.Shape, "The key the calls are signed with, as a reference to a secret.")
                {
                    DefaultRule = "calls are not signed",
                },
            ]
        );

    private static MapShape Image { get; } =
        new(
            "this image",
            [
                new(
                    "post",
                    Plain.Choice("a post", "unknown-post", PostNames.All.ToDictionary(name => name, name => (object)name)),
                    "Which post it belongs to."
                )
                {
                    IsRequired = true,
                },
                new("file", Paths.Image, "PNG, JPEG or WebP of at most 2 MB, relative to the publication's folder.") { IsRequired = true },
                new("alt", Plain.Text("\"The newsletter's banner: a crab reads the paper\""), "What it shows, for those who do not see it.")
                {
                    IsRequired = true,
                },
            ]
        );

    private static MapShape Demonstration { get; } =
        new(
            "`demonstration`",
            [
                new(
                    "startsAt",
                    Plain.Instant("2026-11-18T21:00:00-05:00"),
                    "Where the program's clock starts on its first run; it goes on from there."
                )
                {
                    IsRequired = true,
                },
            ]
        );

    public static MapShape File { get; } =
        new(
            "publication.yaml",
            [
                new("name", Plain.Text("This Week in Rust"), "The newsletter's name, as posts and pages show it.") { IsRequired = true },
                new("shortName", Plain.Text("TWIR"), "Its name where space is tight.") { DefaultRule = "the name" },
                new("language", Language.Shape, "Language of the posts (BCP 47).") { Default = "en" },
                new("site", WebAddress.Site("https://this-week-in-rust.org/"), "Root of the newsletter's web site.") { IsRequired = true },
                new(
                    "pagePath",
                    Paths.Page,
                    "Path of an issue's page below `site`. Placeholders: `{year}`, `{month}`, `{day}`, `{slug}`, `{number}`."
                )
                {
                    IsRequired = true,
                },
                new("source", Source, "Where issues come from.") { IsRequired = true },
                new(
                    "sections",
                    new TableShape("section role", [.. Roles.Keys], new ListShape("headings", Plain.Text("Crate of the Week"))),
                    "Headings of issues by what they mean, compared without case; a final `*` stands for any rest. They are added to the default headings."
                )
                {
                    DefaultRule = "only the default headings",
                },
                new("defaultSections", Plain.Flag, "Whether the headings of This Week in Rust through its years count too.")
                {
                    Default = "true",
                },
                new("schedules", Schedules, "When the program looks for issues and sends posts.") { IsRequired = true },
                new("hold", Duration.Shape("15m"), "How long the posts of a ready issue wait, so that editors can change or stop them.")
                {
                    Default = "15m",
                },
                new("announceWithin", Duration.Shape("3d"), "Only issues dated within this time before now are announced by themselves.")
                {
                    Default = "3d",
                },
                new("freshFor", Duration.Shape("36h"), "A post still unsent this long after it was due waits for an editor.")
                {
                    Default = "36h",
                },
                new("checkPage", Plain.Flag, "Whether an issue waits until its published page answers with its title.")
                {
                    Default = "true",
                },
                new(
                    "alarmAfter",
                    Duration.Shape("2h"),
                    "An issue that is out and not announced on every account within this time raises an alarm."
                )
                {
                    Default = "2h",
                },
                new("webhook", Webhook, "Who is called when an alarm is raised and when it is over."),
                new("hashtags", new ListShape("hashtags", Tags.InPosts), "Hashtags of lead posts, in CamelCase, without their sign.")
                {
                    DefaultRule = "none",
                },
                new("images", new ListShape("images", Image), "Images that posts carry, with their descriptions; at most four a post.")
                {
                    DefaultRule = "none",
                },
                new("nominations", NominationKeys.Group, "How people nominate the crate and the quote of the week."),
                new("calls", Calls, "How calls for participation are told of; when, say `schedules.calls` and the accounts' `calls`."),
                new(
                    "demonstration",
                    Demonstration,
                    "For trying the program out on old issues: a clock of its own. Leave it out in earnest."
                ),
            ]
        );

    private static string KebabCase(string pascal) =>
        string.Concat(
            pascal.Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())
        );
}
