using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>Where an attempt came from, and whom it was about.</summary>
/// <param name="KnownBrowser">The id of a browser from which this very name was signed in before; null: none.</param>
internal sealed record AttemptFrom(string Name, IPAddress? Address, string? KnownBrowser)
{
    /// <summary>With a token, which is nobody's by name.</summary>
    public static AttemptFrom WithToken(IPAddress address) => new("", address, $"token {SignInAttempts.Neighbourhood(address)}");
}

/// <summary>
/// Makes those who guess passwords wait longer and longer. Waits are short for a name, so that nobody can keep its owner out for long, and a browser from which
/// the owner has signed in before is counted by itself: whatever others do with the name, it does not wait for them.
/// </summary>
internal sealed class SignInAttempts(Database database, TimeProvider clock)
{
    /// <summary>Rows kept; the oldest go first.</summary>
    public const int MostKept = 20_000;

    /// <summary>After so long without a failure, all is forgiven.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private const int FreeOfName = 5;
    private const int FreeOfAddress = 20;

    private static readonly TimeSpan s_longestOfName = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestOfAddress = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt as failed before it is looked at, so that many at once get no further than one after another.</summary>
    /// <returns>How long to wait instead; null: it may be looked at.</returns>
    public Task<TimeSpan?> TakeAsync(AttemptFrom from, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, "sign_in_attempts");
                var now = clock.GetUtcNow();
                var counts = new List<(Key Key, Row? Row)>();
                foreach (var key in KeysOf(from))
                {
                    counts.Add((key, await FindAsync(transaction, key, now)));
                }

                var wait = counts.Select(each => each.Row is { } row && row.NextAt > now ? row.NextAt - now : TimeSpan.Zero).Max();
                if (wait > TimeSpan.Zero)
                {
                    return (TimeSpan?)wait;
                }

                foreach (var (key, row) in counts)
                {
                    await CountAsync(transaction, key, (row?.Failures ?? 0) + 1, now);
                }

                await MakeRoomAsync(transaction, now);
                return null;
            },
            cancellationToken
        );

    /// <summary>It was the right password after all.</summary>
    public Task ForgiveAsync(AttemptFrom from, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                foreach (var key in KeysOf(from))
                {
                    // Others behind the same address may still be guessing.
                    await transaction.Connection!.ExecuteAsync(
                        key.IsAddress
                            ? "update sign_in_attempts set failures = failures - 1, next_at = failed_at where key_hash = @Hash and failures > 0"
                            : "delete from sign_in_attempts where key_hash = @Hash",
                        new { key.Hash },
                        transaction
                    );
                }

                return true;
            },
            cancellationToken
        );

    private static IEnumerable<Key> KeysOf(AttemptFrom from)
    {
        if (from.KnownBrowser is { } browser)
        {
            yield return new Key("browser", browser + " " + from.Name, FreeOfName, s_longestOfName);
            yield break;
        }

        yield return new Key("name", from.Name, FreeOfName, s_longestOfName);
        if (from.Address is { } address)
        {
            yield return new Key("address", Neighbourhood(address), FreeOfAddress, s_longestOfAddress);
        }
    }

    /// <summary>Whoever has one address of IPv6 has the 2^64 beside it too.</summary>
    internal static string Neighbourhood(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes()[..8])
        : address.ToString();

    private static async Task<Row?> FindAsync(DbTransaction transaction, Key key, DateTimeOffset now) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            "select failures, next_at from sign_in_attempts where key_hash = @Hash and failed_at > @since",
            new { key.Hash, since = now - Forgotten },
            transaction
        );

    private static Task<int> CountAsync(DbTransaction transaction, Key key, long failures, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into sign_in_attempts (key_hash, failures, failed_at, next_at) values (@Hash, @failures, @now, @next)
            on conflict (key_hash) do update set failures = excluded.failures, failed_at = excluded.failed_at, next_at = excluded.next_at
            """,
            new
            {
                key.Hash,
                failures,
                now,
                next = now + key.WaitAfter(failures),
            },
            transaction
        );

    private static Task<int> MakeRoomAsync(DbTransaction transaction, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            delete from sign_in_attempts where failed_at <= @since;
            delete from sign_in_attempts where key_hash in (select key_hash from sign_in_attempts order by failed_at desc limit 1000 offset @most)
            """,
            new { since = now - Forgotten, most = MostKept },
            transaction
        );

    private sealed record Key(string Kind, string Value, int Free, TimeSpan Longest)
    {
        public bool IsAddress => Kind == "address";

        public string Hash => RandomSecret.Hash($"{Kind}:{Value}");

        /// <summary>A second after the last free failure, and twice as long each time.</summary>
        public TimeSpan WaitAfter(long failures) =>
            failures < Free
                ? TimeSpan.Zero
                : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures - Free, 20)), Longest.TotalSeconds));
    }

    private sealed class Row
    {
        public long Failures { get; set; }
        public DateTimeOffset NextAt { get; set; }
    }
}
