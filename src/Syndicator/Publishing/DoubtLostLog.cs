using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// After an SQLite store has lost its write-ahead log it stands as it did some time ago, and does not know what went out since: that is doubted, as after a
/// restoration.
/// </summary>
internal sealed class DoubtLostLog(Database database, TimeProvider clock)
{
    /// <param name="writtenAt">When the file was written to last. What is in it may be older: a copy is as young as its making.</param>
    /// <param name="actor">For the history of the posts.</param>
    public Task<RestoredPosts> RunAsync(DateTimeOffset writtenAt, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var looked = await transaction.Connection!.ExecuteScalarAsync<long?>(
                    "select max(done_until) from watermarks",
                    transaction: transaction
                );
                var known =
                    looked is { } at && at < writtenAt.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) : writtenAt;
                var doubt = await DoubtAfterRestore.BeginAsync(transaction);
                return await doubt.RunAsync(
                    transaction,
                    known,
                    clock.GetUtcNow(),
                    actor,
                    "the store lost what was written last; it may have gone out since"
                );
            },
            cancellationToken
        );
}
