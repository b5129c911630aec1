using Syndicator.Publishing;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>What must be true of every replay, whatever happened in it.</summary>
internal static class ReplayLaws
{
    public static void ShouldHold(NewsletterHistory history, ReplayOutcome outcome)
    {
        EveryIssueIsAnnouncedAtTheFirstLookAfterItWasReady(history, outcome);
        NothingElseIsAnnounced(history, outcome);
        EveryPostLeftOnce(outcome);
        NoUnfinishedTextIsProposed(outcome);
        EveryAlarmIsToldWhenItIsRaisedAndWhenItIsOver(outcome);
    }

    private static void EveryIssueIsAnnouncedAtTheFirstLookAfterItWasReady(NewsletterHistory history, ReplayOutcome outcome)
    {
        foreach (var plan in history.Plans)
        {
            outcome.Issues[plan.Key].AnnouncedAt.ShouldBe(plan.ExpectedAt, $"{plan.Week.Title} ({string.Join(", ", plan.Week.Incidents)})");
        }
    }

    /// <summary>Nothing of the archive, no draft, no issue under a second name.</summary>
    private static void NothingElseIsAnnounced(NewsletterHistory history, ReplayOutcome outcome)
    {
        var expected = history.Plans.Where(plan => plan.ExpectedAt is not null).Select(plan => plan.Key).ToList();
        outcome
            .Issues.Values.Where(issue => issue.AnnouncedAt is not null)
            .Select(issue => issue.Key)
            .ShouldBe(expected, ignoreOrder: true);
        outcome.Posts.Select(post => post.Place.IssueKey).Distinct().ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>The ledgers know nothing of the outbox: each post of the one stands in the other, once, and a thread's in order.</summary>
    private static void EveryPostLeftOnce(ReplayOutcome outcome)
    {
        outcome.Posts.ShouldAllBe(post => post.State is DeliveryState.Delivered);
        foreach (var account in ReplayOutcome.Accounts)
        {
            var keys = outcome.KeysOf(account);
            keys.ShouldBeUnique();
            keys.Select(WithoutGeneration).ShouldBeUnique("no post is made anew");
            foreach (var thread in outcome.Posts.Where(post => post.Place.Account == account).GroupBy(post => post.Place.IssueKey))
            {
                keys.Where(key => key.Contains($"/{thread.Key}/", StringComparison.Ordinal))
                    .ShouldBe(thread.OrderBy(post => post.Place.Ordinal).Select(post => post.IdempotencyKey), $"{thread.Key} on {account}");
            }
        }
    }

    /// <summary>While the desk shows a reason against an announced issue, nothing comes of its text.</summary>
    private static void NoUnfinishedTextIsProposed(ReplayOutcome outcome)
    {
        foreach (var reason in outcome.Reasons.Where(reason => reason.At > outcome.Issues[Key(reason)].AnnouncedAt))
        {
            outcome.Edits.ShouldNotContain(edit => edit.IssueKey == Key(reason) && edit.At == reason.At, $"{reason.Code} in {Key(reason)}");
        }
    }

    private static void EveryAlarmIsToldWhenItIsRaisedAndWhenItIsOver(ReplayOutcome outcome) =>
        outcome.Calls.ShouldBe(
            outcome
                .Alarms.Select(alarm => $"alarm.raised {alarm.Code} {alarm.Subject}")
                .Concat(
                    outcome
                        .Alarms.Where(alarm => alarm.ClearedAt is not null)
                        .Select(alarm => $"alarm.cleared {alarm.Code} {alarm.Subject}")
                ),
            ignoreOrder: true
        );

    private static string Key(SeenReason reason) => FormattableString.Invariant($"issue-{reason.Number}");

    private static string WithoutGeneration(string key) => key[..key.LastIndexOf('/')];
}
