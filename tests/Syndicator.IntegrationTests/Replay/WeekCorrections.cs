namespace Syndicator.IntegrationTests.Replay;

/// <summary>What is corrected, broken or renamed in an issue after it went out.</summary>
internal sealed class WeekCorrections(NewsletterWeek week, StepList steps)
{
    /// <param name="day">How many days after its date the issue was published.</param>
    public void Add(int day)
    {
        foreach (var incident in week.Incidents)
        {
            switch (incident)
            {
                case Incident.Typo:
                    steps.Write(steps.At(day + 1, 12, 0), "A typo", week.Text);
                    break;
                case Incident.ForcePush:
                    steps.Do(
                        steps.At(day + 1, 12, 0),
                        world =>
                        {
                            world.Repository.Write(week.Content, week.Text);
                            return world.Repository.RewriteAsync("The discussion's link, and a typo");
                        }
                    );
                    break;
                case Incident.Retitled:
                    steps.Write(steps.At(day + 1, 12, 0), "A title", IssueEdits.WithTitleChanged(week.Text));
                    break;
                case Incident.LinkAdded:
                    steps.Write(steps.At(day + 1, 12, 0), "A link", IssueEdits.WithLinkAdded(week.Text, week.Number));
                    break;
                case Incident.UnpostedLine:
                    steps.Write(steps.At(day + 1, 12, 0), "Thanks", IssueEdits.WithUnpostedLine(week.Text));
                    break;
                case Incident.TakenBack:
                    steps.Write(steps.At(day + 1, 12, 0), "Other words", IssueEdits.WithTypo(week.Text));
                    steps.Write(steps.At(day + 2, 12, 0), "The words as they were", week.Text);
                    break;
                case Incident.ConflictAfterwards:
                    steps.Write(steps.At(day + 2, 12, 0), "Merge", IssueEdits.WithConflict(week.Text));
                    steps.Write(steps.At(day + 2, 15, 0), "Merge mended", week.Text);
                    break;
                case Incident.Renamed:
                    Rename(steps.At(day + 1, 12, 0));
                    break;
                case Incident.Renumbered:
                    Renumber(steps.At(day + 1, 12, 0));
                    break;
            }
        }
    }

    private void Rename(DateTimeOffset at) =>
        steps.Commit(
            at,
            "Another name",
            repository =>
            {
                repository.Delete(week.Content);
                repository.Write(week.Content.Replace("this-week-in-rust", "twir", StringComparison.Ordinal), week.Text);
            }
        );

    /// <summary>The page moves too.</summary>
    private void Renumber(DateTimeOffset at)
    {
        var right = week.Numbered(week.Number - 1);
        steps.Do(
            at,
            async world =>
            {
                world.Site.Publish(right);
                world.Repository.Write(week.Content, right.Text);
                await world.Repository.CommitAsync("The number");
            }
        );
        // The look that finds it knows it again; the next one says what that means for its posts.
        steps.Do(at.AddMinutes(10), _ => Task.CompletedTask);
    }
}
