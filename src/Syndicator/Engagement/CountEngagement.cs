using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Engagement;

/// <summary>
/// Counts what readers did with our posts, each at its <see cref="CountingTimes"/>. An answer that cannot be understood leaves everything as it was; one account's
/// trouble hinders no other.
/// </summary>
/// <param name="counterOf">Null for accounts whose network cannot count.</param>
internal sealed class CountEngagement(
    Database database,
    Func<Publication, Account, PostCounter?> counterOf,
    Spending spending,
    TimeProvider clock,
    ILogger<CountEngagement> log
)
{
    /// <summary>In one run, of one account: one request on X, four on Bluesky, five on Mastodon.</summary>
    private const int MostPosts = 100;

    /// <summary>No account is asked for longer, and by then another process may ask.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>After a refusal: the same would be refused again.</summary>
    private static readonly TimeSpan s_afterRefusal = TimeSpan.FromHours(6);

    private readonly EngagementTable _table = new(database, clock);
    private readonly AccountPauses _pauses = new(database, clock);

    /// <returns>By account, in the order of the configuration; those whose network cannot count are not among them.</returns>
    public async Task<IReadOnlyList<AccountCount>> RunAsync(Publication publication, CancellationToken stop)
    {
        var paused = (await _pauses.ListAsync(publication.Id, stop)).ToDictionary(pause => pause.Account, StringComparer.Ordinal);
        var counts = new List<AccountCount>();
        foreach (var counter in publication.Accounts.Select(account => counterOf(publication, account)).OfType<PostCounter>())
        {
            var hindrance = paused.TryGetValue(counter.Account.Name, out var pause)
                ? $"The account is paused: {OneLine.Of(pause.Detail)}"
                : counter.Hindrance(await spending.ReadAsync(publication.Id, counter.Account.Name, stop));
            var count = hindrance is null
                ? await CountAsync(publication.Id, counter, stop)
                : await NoteAsync(publication.Id, AccountCount.None(counter.Account.Name, hindrance) with { NotBefore = pause?.Until });
            Report(publication, count);
            counts.Add(count);
        }

        return counts;
    }

    /// <summary>Of many publications, those that <see cref="RunAsync"/> would do anything for.</summary>
    public Task<IReadOnlySet<string>> ListBusyAsync(IReadOnlyCollection<string> publications, CancellationToken stop) =>
        _table.ListBusyAsync(publications, stop);

    private async Task<AccountCount> NoteAsync(string publication, AccountCount count)
    {
        await _table.NoteAsync(publication, count.Account, count.Trouble);
        return count;
    }

    private async Task<AccountCount> CountAsync(string publication, PostCounter counter, CancellationToken stop)
    {
        var account = counter.Account.Name;
        if ((await _table.ListDueAsync(publication, counter, MostPosts, stop)).Count == 0)
        {
            await _table.NoteAsync(publication, account, trouble: null);
            return AccountCount.None(account);
        }

        var turn = await _table.TakeTurnAsync(publication, account, s_longest, stop);
        if (!turn.IsOurs)
        {
            return turn.NotBefore is { } until
                ? AccountCount.None(account, turn.Trouble) with
                {
                    NotBefore = until,
                }
                : AccountCount.Taken(account);
        }

        return await CountInTurnAsync(publication, counter, stop);
    }

    private async Task<AccountCount> CountInTurnAsync(string publication, PostCounter counter, CancellationToken stop)
    {
        var account = counter.Account.Name;
        // Another process may have counted them since they were read.
        var due = await _table.ListDueAsync(publication, counter, MostPosts, CancellationToken.None);
        var outcome = await AskAsync(publication, counter, due, stop);
        if (outcome is not ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read { Value: var found })
        {
            var trouble = new AccountCount(account, due.Count, [], 0, OneLine.Of(outcome.Reason()), NotBefore(outcome));
            await _table.EndTurnAsync(publication, account, trouble.Trouble, trouble.NotBefore);
            return trouble;
        }

        var (changed, gone) = await _table.StoreAsync(publication, counter, due, found);
        return new AccountCount(account, due.Count, changed, gone);
    }

    private async Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> AskAsync(
        string publication,
        PostCounter counter,
        IReadOnlyList<DuePost> due,
        CancellationToken stop
    )
    {
        using var limit = new CancellationTokenSource(s_longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await counter.Network.CountAsync([.. due.Select(post => post.Remote)], either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Unavailable("The answers took longer than ten minutes.");
        }
        catch (OperationCanceledException)
        {
            // The next run need not wait for the turn to end by itself.
            await _table.EndTurnAsync(publication, counter.Account.Name, trouble: null, notBefore: null);
            throw;
        }
    }

    private DateTimeOffset? NotBefore(ReadOutcome<IReadOnlyDictionary<string, Reactions>> outcome) =>
        outcome.Match<DateTimeOffset?>(
            _ => null,
            throttled => throttled.Until,
            refused => refused.Kind == RefusalKind.Post ? null : clock.GetUtcNow() + s_afterRefusal,
            _ => null
        );

    private void Report(Publication publication, AccountCount count)
    {
        if (count is { Trouble: not null, AskedCount: > 0 })
        {
            log.LogWarning(
                "{Publication}: the posts of {Account} were not counted: {Trouble}",
                publication.Id,
                count.Account,
                count.Trouble
            );
        }
        else if (count.AskedCount > 0)
        {
            log.LogInformation(
                "{Publication}: {Asked} posts of {Account} counted, {Changed} changed, {Gone} gone",
                publication.Id,
                count.AskedCount,
                count.Account,
                count.Changed.Count,
                count.GoneCount
            );
        }
    }
}
