using FsCheck;
using FsCheck.Fluent;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.X;

public class XExactlyOnceTests
{
    private static readonly Fault[] s_faults =
    [
        new(FaultKind.Status, Status: 500),
        new(FaultKind.Status, Status: 502, Body: "<html></html>"),
        new(FaultKind.Status, Status: 504),
        new(FaultKind.Drop),
        new(FaultKind.Truncate, Status: 201, Body: """{"data":{"id":"""),
        new(FaultKind.Status, Status: 201, Body: "<html></html>"),
    ];

    /// <summary>
    /// The outbox's rule: what is uncertain is looked for twice, minutes apart, and sent again only when both looks found nothing. Whatever goes wrong before
    /// or after X has taken a post, however late its timeline is, and whether or not X refuses equal posts, each part is there once, in order.
    /// </summary>
    [Fact]
    public void Whatever_fails_each_post_is_there_once_and_in_order() =>
        Prop.ForAll(
                Gen.Choose(0, (s_faults.Length * 2) + 2).ArrayOf(12).ToArbitrary(),
                choices =>
                {
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
                    Check(choices).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                }
            )
            .Check(Seeded.Cases(20));

    /// <summary>Every choice is so many new mentions and one look, whole or in trouble at one of its pages, by a new process each time.</summary>
    [Fact]
    public void Whatever_fails_each_mention_is_read_once_and_in_order() =>
        Prop.ForAll(
                Gen.Choose(0, 59).ArrayOf(10).ToArbitrary(),
                choices =>
                {
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
                    CheckReading(choices).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                }
            )
            .Check(Seeded.Cases(15));

    private static async Task CheckReading(int[] choices)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.PageSize = 30;
        var (said, read) = (new List<string>(), new List<string>());
        string? cursor = null;
        foreach (var choice in choices.Append(0))
        {
            said.AddRange(Enumerable.Range(0, choice % 20).Select(number => stand.Server.Say($"@ThisWeekInRust {number}")));
            if (choice / 20 is > 0 and var at)
            {
                stand.Server.Plan(
                    new Fault(FaultKind.Status, Method: "GET", Path: at == 1 ? "/2/users/me" : "/2/users/2300000042", Status: 503)
                );
            }

            if (
                await stand.Another().ReadMentionsAsync(cursor, TestContext.Current.CancellationToken) is ReadOutcome<MentionPage>.Read
                {
                    Value: var page
                }
            )
            {
                page.HasMore.ShouldBeFalse();
                read.AddRange(page.Mentions.Select(mention => mention.Id));
                cursor = page.Cursor;
            }
        }

        read.ShouldBe(said);
    }

    private static async Task Check(int[] choices)
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        stand.Server.TimelineLag = TimeSpan.FromSeconds(choices.Sum() % 90);
        stand.Server.RefusesDuplicates = choices[0] % 2 == 0;
        foreach (var choice in choices.Where(choice => choice < s_faults.Length * 2))
        {
            stand.Server.Plan(s_faults[choice / 2] with { After = choice % 2 == 1, Method = "POST", Path = "/2/tweets" });
        }

        RemotePost? parent = null;
        for (var part = 0; part < 4; part++)
        {
            parent = await DeliverAsync(stand, clock, stand.Post($"Part {part} of main.rs & more.", parent));
        }

        stand.Server.Ledger.Select(post => post.Text).ShouldBe(Enumerable.Range(0, 4).Select(part => $"Part {part} of main.rs & more."));
        stand.Server.Ledger.Select(post => post.ParentId).ShouldBe([null, .. stand.Server.Ledger.SkipLast(1).Select(post => post.Id)]);
    }

    private static async Task<RemotePost> DeliverAsync(XStand stand, TestClock clock, OutboundPost post)
    {
        for (var attempts = 0; attempts < 30; attempts++)
        {
            var outcome = await stand.Network.PublishAsync(post with { IsRepeat = attempts > 0 }, TestContext.Current.CancellationToken);
            if (outcome is PublishOutcome.Published published)
            {
                return published.Post;
            }

            outcome.ShouldBeOfType<PublishOutcome.Uncertain>(outcome.ToString());
            for (var looks = 0; looks < 2; looks++)
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                if (
                    await stand.Network.FindAsync(post, post.FirstAttemptAt, TestContext.Current.CancellationToken)
                    is FindOutcome.Found found
                )
                {
                    return found.Post;
                }
            }
        }

        throw new InvalidOperationException("it never went out");
    }
}
