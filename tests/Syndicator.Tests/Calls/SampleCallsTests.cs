using Syndicator.Calls;
using Syndicator.Scheduling;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

/// <summary>The shipped demonstration by its own jobs: the sample issue goes out, and its calls after it.</summary>
public sealed class SampleCallsTests() : PublishingSuite(new SqliteServer())
{
    private readonly string _data = Directory.CreateTempSubdirectory("syndicator-calls-").FullName;

    [Fact]
    public async Task The_first_minutes_tell_of_calls_the_next_days_of_others_and_of_one_that_was_withdrawn_nothing()
    {
        Publication = Shipped.Publication;
        await JumpAsync(new DateTimeOffset(2026, 11, 19, 2, 0, 30, TimeSpan.Zero) - Clock.GetUtcNow());
        await using var syndication = await Shipped.OpenAsync(Publication, _data, Options, Clock);
        var work = syndication.ToScheduledWork((_, _) => Task.CompletedTask);

        await LookAsync(work);
        (await CallsAsync()).ShouldBe(["bluesky call delivered", "mastodon call delivered", "x calls delivered"]);

        await AdvanceAsync(TimeSpan.FromDays(1));
        await work.Calls(Publication, Clock.GetUtcNow(), Cancellation);
        await WithdrawAllAsync();
        await work.Deliver(Publication, Clock.GetUtcNow(), Cancellation);
        (await CallsAsync()).ShouldBe([
            "bluesky call cancelled",
            "bluesky call delivered",
            "mastodon call cancelled",
            "mastodon call delivered",
            "x calls delivered",
        ]);
    }

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task LookAsync(ScheduledWork work)
    {
        await work.Watch(Publication, Clock.GetUtcNow(), Cancellation);
        await work.Calls(Publication, Clock.GetUtcNow(), Cancellation);
        await work.Deliver(Publication, Clock.GetUtcNow(), Cancellation);
    }

    private Task WithdrawAllAsync() =>
        Database.WriteAsync(
            async transaction =>
            {
                foreach (var call in await CallTable.SelectAsync(transaction.Connection!, "1 = 1", new { }, transaction))
                {
                    var withdrawn = call with { Decision = new CallDecision.Withdrawn("cli:eve", Clock.GetUtcNow(), "done") };
                    await CallTable.WriteAsync(transaction, call, withdrawn, Clock.GetUtcNow(), "cli:eve", "withdrawn", "done");
                }

                return true;
            },
            Cancellation
        );

    private async Task<IReadOnlyList<string>> CallsAsync() =>
        [
            .. (await PostsAsync(account: null))
                .Where(post => post.Place.IssueKey.StartsWith("call", StringComparison.Ordinal))
                .Select(post => $"{post.Place.Account} {post.Place.Part} {post.State.Name}")
                .Order(StringComparer.Ordinal),
        ];
}
