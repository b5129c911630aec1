namespace Syndicator.IntegrationTests.Replay;

/// <summary>Weeks of a newsletter as steps in time.</summary>
/// <param name="Archive">Issues that were published before anything begins, by the path they have in the repository.</param>
/// <param name="Weeks">In the order of their days.</param>
/// <param name="Steps">In order, each at its own instant.</param>
/// <param name="Plans">The same weeks with what must become of them.</param>
internal sealed record NewsletterHistory(
    IReadOnlyDictionary<string, string> Archive,
    IReadOnlyList<NewsletterWeek> Weeks,
    IReadOnlyList<ReplayStep> Steps,
    IReadOnlyList<PlannedIssue> Plans
)
{
    public static NewsletterHistory Of(IReadOnlyDictionary<string, string> archive, IReadOnlyList<NewsletterWeek> published)
    {
        var weeks = published.Select(week => week.Has(Incident.Renumbered) ? week.Numbered(week.Number + 1) : week).ToList();
        var plans = weeks.Select((week, index) => new WeekSteps(week, index == 0 ? null : weeks[index - 1])).ToList();
        var steps = plans
            .SelectMany(plan => plan.All())
            .Concat(ProgramSwitches(weeks))
            .GroupBy(step => step.At)
            .OrderBy(group => group.Key)
            .Select(group => new ReplayStep(group.Key, Together([.. group])))
            .ToList();
        return new NewsletterHistory(archive, weeks, steps, [.. plans.Select(plan => plan.Plan())]);
    }

    /// <summary>Where the program is switched off and on again.</summary>
    private static IEnumerable<ReplayStep> ProgramSwitches(IReadOnlyList<NewsletterWeek> weeks)
    {
        foreach (var week in weeks.Where(week => week.Has(Incident.LongOff) || week.Has(Incident.ProgramOff)))
        {
            yield return new ReplayStep(NewYork.At(week.Date, 16, 0), world => world.Program.KillAsync());
            if (week.Has(Incident.ProgramOff))
            {
                yield return new ReplayStep(NewYork.At(week.Date.AddDays(1), 16, 0), world => world.Program.StartAsync());
            }
        }
    }

    /// <summary>What happens at the same instant happens in the order of the weeks, and the program's own fate comes last.</summary>
    private static Func<ReplayWorld, Task> Together(IReadOnlyList<ReplayStep> steps) =>
        async world =>
        {
            foreach (var change in steps.Select(step => step.Change).OfType<Func<ReplayWorld, Task>>())
            {
                await change(world);
            }
        };
}

/// <param name="PublishedAt">When it is moved from the drafts to publication.</param>
/// <param name="ExpectedAt">When it must be announced; null where it must not be, because the program was off for too long.</param>
internal sealed record PlannedIssue(NewsletterWeek Week, DateTimeOffset PublishedAt, DateTimeOffset? ExpectedAt)
{
    public string Key => FormattableString.Invariant($"issue-{Week.Number}");
}
