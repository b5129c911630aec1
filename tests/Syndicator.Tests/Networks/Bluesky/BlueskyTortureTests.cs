using FsCheck;
using FsCheck.Fluent;
using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskyTortureTests
{
    private static readonly Fault[] s_faults =
    [
        new(FaultKind.Drop),
        new(FaultKind.Drop, After: true),
        new(FaultKind.Truncate, After: true, Status: 200, Body: """{"uri":"""),
        new(FaultKind.Status, Status: 500),
        new(FaultKind.Status, After: true, Status: 500),
        new(FaultKind.Status, After: true, Status: 504, Body: "<html>"),
        new(FaultKind.Status, After: true, Status: 200, Body: "<html>"),
        new(FaultKind.Status, Status: 503),
        new(FaultKind.Status, Status: 400, Body: """{"error":"ExpiredToken","message":"Token has expired"}"""),
    ];

    /// <summary>Ten posts a case; each number plans a fault for one of the requests that publish, log in or look up.</summary>
    [Fact]
    public void Random_faults_leave_each_post_once_and_in_order() =>
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
        Check.One(Seeded.Cases(20), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), numbers => ThreadAsync(numbers).GetAwaiter().GetResult()));
#pragma warning restore VSTHRD002

    private static async Task<bool> ThreadAsync(byte[] numbers)
    {
        await using var world = await BlueskyWorld.StartAsync();
        foreach (var number in numbers)
        {
            var path = (number / s_faults.Length % 5) switch
            {
                0 => BlueskyWorld.GetRecord,
                1 => BlueskyWorld.Refresh,
                _ => BlueskyWorld.Put,
            };
            world.Server.Plan(s_faults[number % s_faults.Length] with { Path = path });
        }

        RemotePost? root = null;
        RemotePost? parent = null;
        foreach (var part in Enumerable.Range(0, 10))
        {
            parent = await DeliverAsync(world, world.Post($"part-{part}", $"Part {part}.") with { ReplyTo = parent, ThreadRoot = root });
            root ??= parent;
            world.Clock.Advance(TimeSpan.FromMilliseconds(part % 2));
        }

        var ledger = world.Server.Ledger;
        return ledger.Select(post => post.Text).SequenceEqual(Enumerable.Range(0, 10).Select(part => $"Part {part}."))
            && ledger.Select(post => post.Key).Order(StringComparer.Ordinal).SequenceEqual(ledger.Select(post => post.Key))
            && ledger.Skip(1).Select(post => post.ParentId).SequenceEqual(ledger.SkipLast(1).Select(post => post.Id));
    }

    /// <summary>As the outbox does: what is uncertain is looked for before it is sent again, what cannot be told is looked for again.</summary>
    private static async Task<RemotePost> DeliverAsync(BlueskyWorld world, OutboundPost post)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            switch (await world.PublishAsync(post with { IsRepeat = attempt > 0 }))
            {
                case PublishOutcome.Published published:
                    return published.Post;
                case PublishOutcome.Uncertain when await LookAsync(world, post) is { } found:
                    return found;
                case PublishOutcome.Refused refused:
                    // Only a session that was refused twice; somebody looked at the account.
                    refused.Kind.ShouldBe(RefusalKind.Account, refused.Reason);
                    break;
            }
        }

        throw new InvalidOperationException($"{post.IdempotencyKey} never left");
    }

    private static async Task<RemotePost?> LookAsync(BlueskyWorld world, OutboundPost post)
    {
        for (var look = 0; look < 400; look++)
        {
            switch (await world.FindAsync(post))
            {
                case FindOutcome.Found found:
                    return found.Post;
                case FindOutcome.Absent { IsFinal: true }:
                    return null;
            }
        }

        throw new InvalidOperationException($"nobody can tell of {post.IdempotencyKey}");
    }
}
