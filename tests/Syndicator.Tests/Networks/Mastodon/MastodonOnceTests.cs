using FsCheck;
using FsCheck.Fluent;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>The outbox's rule against a server in trouble: whatever fails before or after acceptance, each post is there once, and in order.</summary>
public class MastodonOnceTests
{
    private const int Posts = 4;

    [Theory]
    [InlineData(MastodonSoftware.Mastodon)]
    [InlineData(MastodonSoftware.Mastodon46)]
    [InlineData(MastodonSoftware.GoToSocial)]
    [InlineData(MastodonSoftware.Snac)]
    public void Every_post_is_there_once_and_in_order(MastodonSoftware software)
    {
        var fault =
            from kind in Gen.Elements(FaultKind.Drop, FaultKind.Status, FaultKind.Truncate)
            from status in Gen.Elements(500, 502, 503, 504, 429, 200)
            from after in Gen.Elements(false, true)
            from method in Gen.Elements("POST", "POST", "GET")
            select new Fault(
                kind,
                after && method == "POST" && status != 429,
                method,
                method == "POST" ? "/api/v1/statuses" : "/api/v1/",
                status,
                Body: "<html></html>"
            );
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
        Prop.ForAll(fault.ListOf(6).ToArbitrary(), faults => RunAsync(software, [.. faults]).GetAwaiter().GetResult())
            .Check(Seeded.Cases(12));
#pragma warning restore VSTHRD002
    }

    private static async Task<bool> RunAsync(MastodonSoftware software, IReadOnlyList<Fault> faults)
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(software, clock);
        faults.ToList().ForEach(trial.Server.Plan);
        RemotePost? parent = null;
        var texts = Enumerable.Range(1, Posts).Select(number => $"Part {number} of the issue: https://example.org/{number}").ToList();
        foreach (var text in texts)
        {
            var post = trial.Post(text, text) with { ReplyTo = parent };
            parent = await DeliverAsync(trial, clock, post);
        }

        return trial.Server.Ledger.Select(post => post.Text).SequenceEqual(texts)
            && trial
                .Server.Ledger.Skip(1)
                .Select(post => post.ParentId)
                .SequenceEqual(trial.Server.Ledger.SkipLast(1).Select(post => post.Id));
    }

    private static async Task<RemotePost> DeliverAsync(MastodonTrial trial, TestClock clock, OutboundPost post)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var outcome = await trial.Network.PublishAsync(post with { IsRepeat = attempt > 0 }, CancellationToken.None);
            clock.Advance(TimeSpan.FromMinutes(6));
            var found = outcome switch
            {
                PublishOutcome.Published published => published.Post,
                PublishOutcome.Uncertain => await LookTwiceAsync(trial, clock, post),
                PublishOutcome.Throttled or PublishOutcome.Unavailable => null,
                _ => throw new InvalidOperationException($"{outcome}"),
            };
            if (found is not null)
            {
                return found;
            }
        }

        throw new InvalidOperationException("it never went out");
    }

    /// <summary>Null once two look-ups, minutes apart, have found nothing.</summary>
    private static async Task<RemotePost?> LookTwiceAsync(MastodonTrial trial, TestClock clock, OutboundPost post)
    {
        for (var absent = 0; absent < 2; )
        {
            var outcome = await trial.Network.FindAsync(post, post.FirstAttemptAt, CancellationToken.None);
            clock.Advance(TimeSpan.FromMinutes(2));
            if (outcome is FindOutcome.Found found)
            {
                return found.Post;
            }

            absent += outcome is FindOutcome.Absent ? 1 : 0;
        }

        return null;
    }
}
