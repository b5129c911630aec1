using Syndicator.App.Commands;
using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

/// <summary>An invented week, with a post in every state.</summary>
internal static class SampleWeek
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 18, 20, 4, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static ThisWeekView Ready => new() { Publications = [Publication(ReadyIssue, Accounts())] };

    /// <summary>Nothing to decide, so the page needs no token and sets no cookie.</summary>
    public static ThisWeekView WithoutForms => new() { Publications = [Publication(ReadyIssue, Accounts()) with { Edits = [] }] };

    public static ThisWeekView Held =>
        new()
        {
            Publications = [Publication(HeldIssue, [.. Accounts().Select(account => account with { Posts = [] })])],
            Problems =
            [
                new(true, "job-failed", "sample", "watch", "The job watch failed 3 times in a row.", "The log says why.", s_now),
                new(false, "post-stale", "sample", "issue-12/x", "x: 1 post waited too long.", "Release or stop it.", s_now),
            ],
        };

    public static ThisWeekView WithText(string text) =>
        new()
        {
            Problems = [new(true, text, text, text, text, text, s_now), new(false, text, text, text, text, text, null)],
            Publications =
            [
                Publication(
                    ReadyIssue with
                    {
                        Key = text,
                        Title = text,
                        File = text,
                        Url = "javascript:alert(1)",
                        Reasons = [new(true, text, 1, text, text)],
                    },
                    [
                        new AccountView
                        {
                            Name = text,
                            DisplayName = text,
                            Handle = text,
                            Network = text,
                            Note = text,
                            Posts =
                            [
                                Post(text, text, 1, 2, new PostStateView(PostTone.Trouble, text, null, text, "javascript:alert(2)")) with
                                {
                                    Key = text,
                                    Entities =
                                    [
                                        new(EntityViewKind.Link, 0, 1, "javascript:alert(3)"),
                                        new(EntityViewKind.Tag, 5, 99999, text),
                                    ],
                                    Card = new CardView(text, text, text),
                                    Sources = [new(1, text)],
                                    Language = text,
                                },
                            ],
                        },
                    ]
                ) with
                {
                    Round = new RoundView(
                        s_now,
                        null,
                        [new KindView(text, [new LeaderView(text, 1, text, false, false)], 1)],
                        0,
                        null,
                        [new TroubleView(text, text, s_now)],
                        text
                    ),
                    Calls = new CallsView([new HeldCallView(text, text, text, s_now)], 2, [new ClosingCallView(text, s_now, text)], 2, 1),
                    Waiting = new WaitingPostsView(2, true, [text]),
                    Next = [new NextPostView(s_now, [text], text, null), new NextPostView(s_now, [text], text, "/calls/1")],
                },
            ],
        };

    private static IssueView ReadyIssue =>
        new()
        {
            Key = "issue-12",
            Number = 12,
            Title = "Sample Weekly 12: Parsers everywhere",
            Url = "https://sample.example/2026/11/18/sample-weekly-12/",
            Date = new DateOnly(2026, 11, 18),
            File = "content/2026-11-18-sample-weekly.md",
            IsReady = true,
            State = new PostStateView(PostTone.Sent, "Ready to go out"),
            Reasons =
            [
                new(
                    false,
                    "late-link",
                    118,
                    "The discussion link says REDDIT_LINK_HERE.",
                    "Fill it in once the thread exists; it does not hold the issue."
                ),
            ],
        };

    private static IssueView HeldIssue =>
        ReadyIssue with
        {
            IsReady = false,
            State = new PostStateView(PostTone.Trouble, "Not ready: 2 reasons hold it back"),
            Reasons =
            [
                new(
                    true,
                    "placeholder",
                    31,
                    "The crate of the week is still a placeholder.",
                    "Write the crate, its link and whom to thank."
                ),
                new(
                    true,
                    "empty-link",
                    54,
                    "The link “A tour of borrow checking” has no address.",
                    "Put the address between the brackets."
                ),
                new(false, "closed-call", 97, "The call for speakers of ExampleConf closed on 2026-11-02.", null),
            ],
        };

    public static ThisWeekView Empty =>
        new()
        {
            Publications =
            [
                Publication(
                    null,
                    [
                        new()
                        {
                            Name = "mastodon",
                            DisplayName = "Sample Weekly",
                            Handle = "@sample@example.social",
                            Network = "mastodon",
                        },
                    ]
                ),
            ],
        };

    private static PublicationView Publication(IssueView? issue, IReadOnlyList<AccountView> accounts) =>
        new()
        {
            Id = "sample",
            Name = "Sample Weekly",
            Site = "https://sample.example/",
            Zone = s_zone,
            Now = s_now,
            IsDemonstration = true,
            IssueFolder = "config/sample/issues",
            Issue = issue,
            Accounts = accounts,
            Round = new RoundView(
                s_now.AddDays(6),
                13,
                [
                    new KindView(
                        "Crates",
                        [new("jiff", 3, "2 nominators, 1 endorsement", true, true), new("nom", 3, "3 nominators", true, false)],
                        2
                    ),
                ],
                2,
                s_now,
                [new TroubleView("mastodon", "503", s_now)],
                "People mention us."
            ),
            Calls = new CallsView(
                [
                    new HeldCallView(
                        "ExampleConf 2027",
                        "the event (2025-05-04) began before the issue came: the year may be off",
                        "0198c0f2-1a2b-7abc",
                        s_now.AddDays(20)
                    ),
                ],
                1,
                [
                    new ClosingCallView("RockpoolCamp", s_now.AddDays(3), "told on mastodon, x"),
                    new ClosingCallView("Low Tide Days", s_now.AddDays(6), "not told yet"),
                ],
                2,
                4
            ),
            Waiting = new WaitingPostsView(3, false, ["bluesky", "x"]),
            Next =
            [
                new NextPostView(s_now.AddDays(1), ["mastodon", "bluesky"], "Speakers wanted: RockpoolCamp", "/calls/0198c0f2-3c4d-7abc"),
            ],
            Edits =
            [
                new(
                    "sample/issue-12/mastodon/crate/e1",
                    "mastodon",
                    "crate",
                    s_now,
                    null,
                    TextDifference.Between("Crate of the week: tidepool", "Crate of the week: rockpool"),
                    null
                ),
                new(
                    "sample/issue-12/x/crate/e1",
                    "x",
                    "crate",
                    s_now,
                    "The issue does not say this any more.",
                    TextDifference.Between("Crate of the week: tidepool", ""),
                    "Posts on x cannot be edited from here."
                ),
            ],
            Firings = [new("deliver", s_now.AddSeconds(30)), new("watch", s_now.AddMinutes(6))],
        };

    private static IReadOnlyList<AccountView> Accounts() =>
        [
            new()
            {
                Name = "mastodon",
                DisplayName = "Sample Weekly",
                Handle = "@sampleweekly@example.social",
                Network = "mastodon",
                IsDryRun = true,
                Posts =
                [
                    Post(
                        "lead",
                        Lead,
                        262,
                        500,
                        new(PostTone.Sent, "Sent", s_now.AddMinutes(-3), null, "https://example.social/@sampleweekly/1")
                    ),
                    Post(
                        "crate",
                        Crate,
                        187,
                        500,
                        new(PostTone.Sent, "Sent", s_now.AddMinutes(-2), null, "https://example.social/@sampleweekly/2")
                    ),
                    Post("quote", Quote, 231, 500, new(PostTone.Planned, "Goes out", s_now.AddMinutes(1))),
                    Post("speakers", Speakers, 204, 500, new(PostTone.Planned, "Goes out", s_now.AddMinutes(1))),
                ],
            },
            new()
            {
                Name = "x",
                DisplayName = "Sample Weekly",
                Handle = "@SampleWeekly",
                Network = "x",
                IsDryRun = true,
                Posts =
                [
                    Post(
                        "lead",
                        Lead,
                        254,
                        280,
                        new(PostTone.Waiting, "Waits for approval", null, "approval: required is set for this account.")
                    ) with
                    {
                        Cost = 0.2m,
                    },
                ],
            },
            new()
            {
                Name = "bluesky",
                DisplayName = "Sample Weekly",
                Handle = "@sampleweekly.example",
                Network = "bluesky",
                Posts =
                [
                    Post(
                        "lead",
                        Lead,
                        259,
                        300,
                        new(PostTone.Trouble, "Refused", s_now.AddMinutes(-1), "The network says that the app password was revoked.")
                    ) with
                    {
                        Card = new(
                            "https://sample.example/2026/11/18/sample-weekly-12/",
                            "Sample Weekly 12: Parsers everywhere",
                            "News, a crate, a quote and six calls for participation."
                        ),
                    },
                    Post("crate", Crate, 187, 300, new(PostTone.Waiting, "Waits for the post before it")),
                ],
                Note =
                    "Paused since Wed 18 Nov 2026, 15:03: its credentials were refused. Sign in again with syndicator accounts login bluesky.",
            },
        ];

    private const string Lead =
        "Sample Weekly 12 is out: a parser that explains itself, what a year of fuzzing found in main\u2060.rs, and 6 calls for participation.\n\nhttps://sample.example/2026/11/18/sample-weekly-12/\n\n#RustLang #SampleWeekly";
    private const string Crate =
        "Crate of the week: tinyparse, a parser toolkit that tells people what it expected. Thanks to @mara@example.social for the nomination!\n\nhttps://docs.example/tinyparse";
    private const string Quote =
        "“A good error message is a letter to somebody who is having a bad day. Write it as if you knew them.”\n\n– Ada Example on the forum";
    private const string Speakers =
        "Calls for speakers:\n\n• ExampleConf, Lisbon – closes 2026-12-04\n• Crab Days, online – closes 2026-12-11\n\nAnd 2 more: https://sample.example/2026/11/18/sample-weekly-12/#cfp";

    private static PostView Post(string part, string text, int length, int limit, PostStateView state) =>
        new()
        {
            Part = part,
            Text = text,
            Entities = [.. Entities(text)],
            Length = length,
            Limit = limit,
            State = state,
            Sources = [new(3, "Sample Weekly 12"), new(31, "tinyparse"), new(64, "a parser toolkit that tells people what it expected")],
        };

    private static IEnumerable<EntityView> Entities(string text)
    {
        var start = 0;
        foreach (var word in text.Split([' ', '\n']))
        {
            EntityViewKind? kind =
                word.StartsWith("https://", StringComparison.Ordinal) ? EntityViewKind.Link
                : word.StartsWith('#') ? EntityViewKind.Tag
                : word.StartsWith('@') ? EntityViewKind.Mention
                : null;
            if (kind is { } found)
            {
                yield return new(found, start, word.Length, word);
            }

            start += word.Length + 1;
        }
    }
}
