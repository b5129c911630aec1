using System.Data.Common;
using Dapper;

namespace Syndicator.Alarms;

/// <summary>The alarms that were raised. Every method is one step inside its caller's transaction.</summary>
internal static class AlarmTable
{
    public static async Task<IReadOnlyList<Alarm>> SelectOpenAsync(DbTransaction transaction, string publication) =>
        [
            .. await transaction.Connection!.QueryAsync<Alarm>(
                """
                select id, publication, code, subject, text, remedy, since, raised_at, seen_at from alarms
                where publication = @publication and cleared_at is null order by id
                """,
                new { publication },
                transaction
            ),
        ];

    /// <summary>Of all publications, the oldest first.</summary>
    public static async Task<IReadOnlyList<Alarm>> SelectOpenAsync(DbConnection connection, int most) =>
        [
            .. await connection.QueryAsync<Alarm>(
                """
                select id, publication, code, subject, text, remedy, since, raised_at, seen_at from alarms
                where cleared_at is null order by since, id limit @most
                """,
                new { most }
            ),
        ];

    /// <returns>False when another instance has raised it.</returns>
    public static async Task<bool> RaiseAsync(DbTransaction transaction, HealthReason reason, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync(
            """
            insert into alarms (id, publication, code, subject, text, remedy, since, raised_at, seen_at)
            values (@id, @Publication, @Code, @Subject, @Text, @Remedy, @Since, @now, @now) on conflict do nothing
            """,
            new
            {
                id = Guid.CreateVersion7(now).ToString(),
                reason.Publication,
                reason.Code,
                reason.Subject,
                reason.Text,
                reason.Remedy,
                reason.Since,
                now,
            },
            transaction
        ) == 1;

    /// <summary>Its reason is there, or was there at that time.</summary>
    public static Task SeeAsync(DbTransaction transaction, Alarm alarm, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            "update alarms set seen_at = @at where id = @Id and cleared_at is null",
            new { alarm.Id, at },
            transaction
        );

    /// <returns>False when another instance has cleared it, or has seen its reason since.</returns>
    public static async Task<bool> ClearAsync(DbTransaction transaction, Alarm alarm, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync(
            "update alarms set cleared_at = @now where id = @Id and cleared_at is null and seen_at = @SeenAt",
            new
            {
                alarm.Id,
                alarm.SeenAt,
                now,
            },
            transaction
        ) == 1;
}

/// <summary>A row of the table <c>alarms</c> that is open.</summary>
internal sealed class Alarm
{
    public string Id { get; set; } = "";
    public string Publication { get; set; } = "";
    public string Code { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Text { get; set; } = "";
    public string Remedy { get; set; } = "";
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>When an instance last found its reason.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The reason as it was told.</summary>
    public HealthReason Reason => new(Code, Publication, Subject, Text, Remedy, Since, IsFailing: true);
}
