using Syndicator.Calls;
using Syndicator.Storage;

namespace Syndicator.Tests.Calls;

/// <summary>Puts calls into the store as an issue's reading does.</summary>
internal static class StoredCalls
{
    public static Task<int> InsertAsync(Database database, DateTimeOffset at, params IReadOnlyList<Call> calls) =>
        database.WriteAsync(
            async transaction =>
            {
                var stop = TestContext.Current.CancellationToken;
                await CallTable.InsertAllAsync(database, transaction, calls, at, "service", "printed", stop);
                return calls.Count;
            },
            TestContext.Current.CancellationToken
        );
}
