using System.Data.Common;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Alarms;

/// <summary>
/// Compares what fails with the alarms that are open: raises what is new, clears what is over, and queues a call of the webhook for each in the same
/// transaction. May run at any time, in any number of processes.
/// </summary>
internal sealed class WatchHealth(Database database, Health health, TimeProvider clock, ILogger<WatchHealth> log)
{
    /// <summary>An alarm is over when its reason has been gone for this long: what flickers is one alarm.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <summary>The job that this is, as its schedule calls it.</summary>
    private const string OwnJob = "health";

    /// <exception cref="StorageException">The database failed.</exception>
    public async Task RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var reasons = (await health.ReadAsync(publication, cancellationToken)).Where(IsForAll).ToList();
        var (raised, cleared) = await database.WriteAsync(
            transaction => CompareAsync(transaction, publication, reasons),
            cancellationToken
        );
        foreach (var reason in raised)
        {
            log.LogWarning(
                "{Publication}: alarm {Code} of {Subject} raised: {Text}",
                reason.Publication,
                reason.Code,
                reason.Subject,
                reason.Text
            );
        }

        foreach (var reason in cleared)
        {
            log.LogInformation("{Publication}: alarm {Code} of {Subject} is over", reason.Publication, reason.Code, reason.Subject);
        }
    }

    /// <remarks>After a sleep of the machine this job is overdue until it has run, which is now: nobody need be woken for that.</remarks>
    private static bool IsForAll(HealthReason reason) =>
        !reason.IsOfThisProcess && reason is not { Code: HealthCodes.JobOverdue, Subject: OwnJob };

    private async Task<(IReadOnlyList<HealthReason> Raised, IReadOnlyList<HealthReason> Cleared)> CompareAsync(
        DbTransaction transaction,
        Publication publication,
        IReadOnlyList<HealthReason> reasons
    )
    {
        var now = clock.GetUtcNow();
        var open = await AlarmTable.SelectOpenAsync(transaction, publication.Id);
        var cleared = await ClearAsync(transaction, open, reasons, now);
        var raised = await RaiseAsync(transaction, open, reasons, now);
        if (publication.Webhook is not null)
        {
            await WebhookCalls.QueueAsync(
                transaction,
                [.. cleared.Select(reason => WebhookPayload.Cleared(publication, reason, now))],
                now
            );
            await WebhookCalls.QueueAsync(transaction, [.. raised.Select(reason => WebhookPayload.Raised(publication, reason, now))], now);
        }

        return (raised, cleared);
    }

    private static async Task<IReadOnlyList<HealthReason>> RaiseAsync(
        DbTransaction transaction,
        IReadOnlyList<Alarm> open,
        IReadOnlyList<HealthReason> reasons,
        DateTimeOffset now
    )
    {
        var known = open.Select(alarm => (alarm.Code, alarm.Subject)).ToHashSet();
        var raised = new List<HealthReason>();
        foreach (var reason in reasons.Where(reason => reason.IsFailing && !known.Contains((reason.Code, reason.Subject))))
        {
            if (await AlarmTable.RaiseAsync(transaction, reason, now))
            {
                raised.Add(reason);
            }
        }

        return raised;
    }

    /// <remarks>A reason that became milder is not gone: after a restart some begin anew as a notice.</remarks>
    private static async Task<IReadOnlyList<HealthReason>> ClearAsync(
        DbTransaction transaction,
        IReadOnlyList<Alarm> open,
        IReadOnlyList<HealthReason> reasons,
        DateTimeOffset now
    )
    {
        var present = reasons.Select(reason => (reason.Code, reason.Subject)).ToHashSet();
        var cleared = new List<HealthReason>();
        foreach (var alarm in open)
        {
            // An instant in the future is of a clock that was set back since, and would keep the alarm open until it comes.
            if (present.Contains((alarm.Code, alarm.Subject)) || alarm.SeenAt > now)
            {
                await AlarmTable.SeeAsync(transaction, alarm, now);
            }
            else if (alarm.SeenAt <= now - Calm && await AlarmTable.ClearAsync(transaction, alarm, now))
            {
                cleared.Add(alarm.Reason);
            }
        }

        return cleared;
    }
}
