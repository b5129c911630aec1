using System.Data.Common;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>Loads a <see cref="CallBook"/> and keeps what became of it. Whoever does holds <see cref="CallTable.Lock"/>.</summary>
internal static class CallBooks
{
    /// <summary>In histories: the program by itself.</summary>
    public const string Service = "service";

    /// <summary>Everything a publication has.</summary>
    public static async Task<CallBook> LoadAsync(DbTransaction transaction, string publication)
    {
        var book = new CallBook(publication, Service);
        book.Load(
            await CallTable.SelectAsync(transaction.Connection!, "publication = @publication", new { publication }, transaction),
            await CallSightings.SelectAsync(transaction, "publication = @publication", new { publication })
        );
        return book;
    }

    /// <summary>What may be touched by reading an issue: the calls it had, those it may have now, and those whose address an editor corrected.</summary>
    public static async Task<CallBook> LoadAsync(
        DbTransaction transaction,
        string publication,
        string issue,
        IReadOnlyCollection<string> identities
    )
    {
        const string Had = "select call_id from call_sightings where publication = @publication and issue_key = @issue";
        var calls = (
            await CallTable.SelectAsync(
                transaction.Connection!,
                $"id in ({Had}) or (publication = @publication and correction is not null)",
                new { publication, issue },
                transaction
            )
        ).ToDictionary(call => call.Id);
        foreach (var some in identities.Chunk(CallSightings.AtOnce))
        {
            var among = new Among(some);
            var named = await CallTable.SelectAsync(
                transaction.Connection!,
                $"publication = @publication and identity in {among.List}",
                among.With(new { publication }),
                transaction
            );
            foreach (var call in named)
            {
                calls[call.Id] = call;
            }
        }

        var sightings = new List<CallSighting>();
        foreach (var some in calls.Keys.Select(id => id.ToString()).Chunk(CallSightings.AtOnce))
        {
            var among = new Among(some);
            sightings.AddRange(await CallSightings.SelectAsync(transaction, $"call_id in {among.List}", among.With(new { })));
        }

        var book = new CallBook(publication, Service);
        book.Load(calls.Values, sightings);
        return book;
    }

    /// <summary>Writes the calls that changed, and what the issues printed.</summary>
    /// <param name="note">For the history.</param>
    public static async Task SaveAsync(
        Database database,
        DbTransaction transaction,
        string publication,
        CallBook book,
        IReadOnlyCollection<string> issues,
        DateTimeOffset now,
        string note,
        CancellationToken cancellationToken
    )
    {
        var changes = book.Changes.ToList();
        IReadOnlyList<Call> made = [.. changes.Where(change => change.Before is null).Select(change => change.After)];
        await CallTable.InsertAllAsync(database, transaction, made, now, Service, note, cancellationToken);
        foreach (var (before, after, change) in changes.Where(change => change.Before is not null))
        {
            if (await CallTable.WriteAsync(transaction, before!, after, now, Service, ActOf(after, change), note) is null)
            {
                throw new InvalidOperationException(
                    $"call {after.Id} was written by somebody who does not hold the lock \"{CallTable.Lock}\""
                );
            }
        }

        await CallSightings.ReplaceAsync(
            database,
            transaction,
            publication,
            issues,
            issues.SelectMany(book.SightingsIn),
            cancellationToken
        );
    }

    private static string ActOf(Call call, CallChange change) =>
        change switch
        {
            CallChange.Extended => "extended",
            CallChange.MovedEarlier => "moved earlier",
            CallChange.Renamed => "renamed",
            CallChange.Changed => "changed",
            CallChange.TakenOut => call.IsWithdrawn ? "withdrawn" : "taken out",
            _ => "printed",
        };
}
