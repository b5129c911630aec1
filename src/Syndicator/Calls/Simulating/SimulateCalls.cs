using Syndicator.Configuration;
using Syndicator.Configuration.Values;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Calls.Simulating;

/// <summary>Which days are lived through.</summary>
/// <param name="Cron">When calls are announced: Quartz, in the publication's zone.</param>
/// <param name="From">Calls of earlier issues count as announced; null: the first issue's day.</param>
/// <param name="To">The last day; null: until every call has closed, a year after the last issue at most.</param>
internal sealed record SimulationSpan(string Cron, DateOnly? From = null, DateOnly? To = null);

/// <summary>
/// Lives through issues day by day, with the publication's configuration, the service's own use cases, a clock that is moved and a store that is thrown away. Nothing leaves:
/// every post counts as delivered the moment it is made.
/// </summary>
/// <param name="rules">Of text, of an account's network.</param>
internal sealed class SimulateCalls(Publication publication, Func<Account, TextRules> rules)
{
    private const int DaysAfterwards = 366;

    /// <summary>When an issue becomes known, by the publication's clocks.</summary>
    private static readonly TimeOnly s_announcedAt = new(21, 0);

    /// <param name="issues">By day.</param>
    /// <param name="see">Called with every act, in order of time.</param>
    /// <param name="progress">Called with the number of issues that are done.</param>
    public async Task RunAsync(
        IReadOnlyList<SimulatedIssue> issues,
        SimulationSpan span,
        Action<SimulatedAct> see,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-simulation-");
        try
        {
            var first = span.From ?? issues[0].Day;
            var clock = new SimulatedClock(StartOfDay.Of(first, publication.Zone));
            var simulated = publication with
            {
                Accounts =
                [
                    .. publication.Accounts.Select(account => account with { Mode = AccountMode.DryRun, Approval = Approval.Automatic }),
                ],
                Schedules = publication.Schedules with { Calls = span.Cron },
            };
            await using var database = await Database.OpenAsync(
                new StorageOptions { File = Path.Combine(folder.FullName, "simulation.db") },
                clock,
                cancellationToken
            );
            var archive = issues.Where(issue => issue.Day < first).ToList();
            await ImportAsync(database, clock, archive, cancellationToken);
            var life = new SimulatedLife(simulated, database, clock, rules, see);
            await life.KnowAsync(cancellationToken);
            await LiveAsync(life, span, [.. issues.Skip(archive.Count)], done => progress(archive.Count + done), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task ImportAsync(Database database, SimulatedClock clock, List<SimulatedIssue> archive, CancellationToken cancellationToken)
    {
        var import = new ImportCalls(database, clock, publication.Id);
        foreach (var issue in archive)
        {
            import.Add(issue.Key, issue.Issue);
        }

        return import.RunAsync(cancellationToken);
    }

    private async Task LiveAsync(
        SimulatedLife life,
        SimulationSpan span,
        IReadOnlyList<SimulatedIssue> issues,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var turns = new SimulatedTurns(span.Cron, publication.Zone, life.Now);
        var last = span.To is { } to ? StartOfDay.Of(to.AddDays(1), publication.Zone).AddTicks(-1) : DateTimeOffset.MaxValue;
        foreach (var (done, issue) in issues.Index())
        {
            var at = WallClock.InstantOf(issue.Day.ToDateTime(s_announcedAt), publication.Zone);
            if (at > last)
            {
                break;
            }

            await AnnounceAsync(life, turns, at, cancellationToken);
            await life.PrintAsync(issue, at, cancellationToken);
            progress(done + 1);
        }

        var end = Earlier(last, life.Now.AddDays(DaysAfterwards));
        while (life.HasOpen && turns.Next is { } turn && turn <= end)
        {
            await life.AnnounceAsync(turn, cancellationToken);
            turns.Pass();
        }

        life.MoveTo(Earlier(end, life.LastEnd));
        progress(issues.Count);
    }

    private static async Task AnnounceAsync(
        SimulatedLife life,
        SimulatedTurns turns,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        while (turns.Next is { } turn && turn < until)
        {
            // Where no call is open there is nothing to tell.
            if (life.HasOpen)
            {
                await life.AnnounceAsync(turn, cancellationToken);
            }

            turns.Pass();
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The firings of the schedule, one after another.</summary>
    private sealed class SimulatedTurns(string cron, TimeZoneInfo zone, DateTimeOffset after)
    {
        /// <summary>Null: it never fires again.</summary>
        public DateTimeOffset? Next { get; private set; } = Cron.Next(cron, zone, after.AddTicks(-1));

        public void Pass() => Next = Cron.Next(cron, zone, Next!.Value);
    }
}
