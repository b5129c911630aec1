using System.Data.Common;
using Dapper;

namespace Syndicator.Publishing;

/// <summary>The restorations that the store went through. What it published between a backup and its restoration it does not know.</summary>
internal static class RestoreTable
{
    /// <summary>How far the clocks of the machines concerned may be apart.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    /// <summary>No request that left before a restoration can still arrive: look-ups tell the truth.</summary>
    public const string IsQuiet = "not exists (select 1 from restores where restores.quiet_until >= syndicator_now())";

    /// <summary>From when on something that the backup does not know may have been published.</summary>
    public static DateTimeOffset DoubtedSince(DateTimeOffset takenAt) => takenAt - ClockMargin;

    /// <summary>From when on it may have been published what the store knew last at <paramref name="known"/>; null when no restoration came after.</summary>
    public static async Task<DateTimeOffset?> DoubtedSinceAsync(DbTransaction transaction, DateTimeOffset known) =>
        await transaction.Connection!.ExecuteScalarAsync<long?>(
            "select min(taken_at) from restores where restored_at >= @known",
            new { known },
            transaction
        )
            is { } takenAt
            ? DoubtedSince(DateTimeOffset.FromUnixTimeMilliseconds(takenAt))
            : null;

    public static Task WriteAsync(DbTransaction transaction, DateTimeOffset takenAt, DateTimeOffset restoredAt, long? quietUntil) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into restores (restored_at, taken_at, quiet_until) values (@restoredAt, @takenAt, @quietUntil)
            on conflict do nothing
            """,
            new
            {
                restoredAt,
                takenAt,
                quietUntil,
            },
            transaction
        );
}
