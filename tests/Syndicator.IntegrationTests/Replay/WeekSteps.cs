namespace Syndicator.IntegrationTests.Replay;

/// <summary>
/// The steps of one issue: its draft grows over a week, is moved to publication on the evening of its day, its page follows, then the discussion's link, then
/// what <see cref="Incident"/>s bring. Everything is at five past a multiple of ten minutes or later, by the clock of New York.
/// </summary>
/// <param name="previous">The issue before.</param>
internal sealed class WeekSteps(NewsletterWeek week, NewsletterWeek? previous)
{
    private readonly List<ReplayStep> _steps = [];

    /// <summary>Everything in order, each at its own instant.</summary>
    public IReadOnlyList<ReplayStep> All()
    {
        Grow();
        Publish();
        Announce();
        Discuss();
        Correct();
        return _steps;
    }

    public PlannedIssue Plan() => new(week, PublishedAt, ExpectedAt);

    private DateTimeOffset? ExpectedAt =>
        week.Has(Incident.LongOff) ? null
        : week.Has(Incident.ProgramOff) ? BackOn
        : week.Has(Incident.EmptyLink) ? At(1, 11, 0)
        : week.Has(Incident.Unreachable) ? At(0, 22, 10)
        : week.Has(Incident.Conflict) || week.Has(Incident.Copied) ? PageAt.AddMinutes(20)
        : PageAt;

    private DateTimeOffset BackOn => At(1, 16, 0);

    private int LateDays => week.Has(Incident.DayLate) ? 1 : 0;

    private DateTimeOffset PublishedAt => At(LateDays, 20, 0);

    /// <summary>20 to 50 minutes later.</summary>
    private DateTimeOffset PageAt => PublishedAt.AddMinutes(20 + (10 * (week.Number % 4)));

    /// <summary>The text as it was announced: the discussion is opened later, and some mistakes are found later.</summary>
    private string Announced
    {
        get
        {
            var text = IssueEdits.WithoutDiscussion(week.Text);
            return week.Has(Incident.Typo) || week.Has(Incident.TypoInHold) || week.Has(Incident.ForcePush) ? IssueEdits.WithTypo(text) : text;
        }
    }

    private void Grow()
    {
        if (week.Stages.Count > 0)
        {
            for (var stage = 0; stage < week.Stages.Count; stage++)
            {
                // The last one on the afternoon of its day.
                var text = week.Stages[stage];
                var daysBefore = (week.Stages.Count - 1 - stage) * 6 / Math.Max(1, week.Stages.Count - 1);
                Commit(daysBefore == 0 ? At(0, 12, 0) : At(-daysBefore, 10, 0), "A draft grows", repository => repository.Write(week.Draft, text));
            }

            return;
        }

        var unwritten = IssueEdits.WithoutHiringThread(
            IssueEdits.WithoutDiscussion(IssueEdits.WithoutQuote(IssueEdits.WithoutCrate(week.Text)))
        );
        // Until 2022 a draft began as a copy of the issue before.
        var fresh = previous is not null && week.Date.Year < 2022 ? week.DatedAsThis(previous.Text) : IssueEdits.WithSomeLinks(unwritten, 0);
        Commit(At(-6, 10, 0), "A fresh draft", repository => repository.Write(week.Draft, fresh));
        Commit(At(-3, 12, 0), "Links", repository => repository.Write(week.Draft, IssueEdits.WithSomeLinks(unwritten, 7)));
        Commit(At(-1, 18, 0), "More links and calls", repository => repository.Write(week.Draft, unwritten));
    }

    private void Publish()
    {
        Commit(At(0, 15, 0), "Crate and quote", repository => repository.Write(week.Draft, Announced));
        if (week.Has(Incident.Unreachable))
        {
            Do(At(0, 19, 50), world => world.Repository.TakeAway());
            Do(At(0, 21, 10), null);
            Do(At(0, 22, 10), world => world.Repository.BringBack());
        }

        var first =
            week.Has(Incident.Conflict) ? IssueEdits.WithConflict(Announced)
            : week.Has(Incident.Copied) ? IssueEdits.CrateAndQuoteOf(Announced, previous!.Text)
            : week.Has(Incident.EmptyLink) ? IssueEdits.WithEmptyLink(Announced)
            : Announced;
        Commit(
            PublishedAt,
            "Publish",
            repository =>
            {
                repository.Delete(week.Draft);
                repository.Write(week.Content, first);
            }
        );
        Do(PageAt, world => world.Site.Publish(week));
        if (week.Has(Incident.Conflict) || week.Has(Incident.Copied))
        {
            Write(PageAt.AddMinutes(20), "Mend what was published", Announced);
        }
        else if (week.Has(Incident.EmptyLink))
        {
            Write(At(1, 11, 0), "The link's target", week.Text);
        }
    }

    /// <summary>The hold passes, and the posts go out.</summary>
    private void Announce()
    {
        if (ExpectedAt is not { } announcedAt)
        {
            return;
        }

        if (week.Has(Incident.TypoInHold))
        {
            Write(announcedAt.AddMinutes(10), "A typo", IssueEdits.WithoutDiscussion(week.Text));
        }

        Do(announcedAt.AddMinutes(20), null);
    }

    private void Discuss()
    {
        if (week.Text != IssueEdits.WithoutDiscussion(week.Text))
        {
            var text =
                week.Has(Incident.Typo) || week.Has(Incident.ForcePush) ? IssueEdits.WithTypo(week.Text)
                : week.Has(Incident.EmptyLink) ? IssueEdits.WithEmptyLink(week.Text)
                : week.Text;
            Write(PageAt.AddHours(3), "The discussion's link", text);
        }
    }

    private void Correct()
    {
        var day = LateDays;
        foreach (var incident in week.Incidents)
        {
            switch (incident)
            {
                case Incident.Typo:
                    Write(At(day + 1, 12, 0), "A typo", week.Text);
                    break;
                case Incident.ForcePush:
                    Do(
                        At(day + 1, 12, 0),
                        world =>
                        {
                            world.Repository.Write(week.Content, week.Text);
                            return world.Repository.RewriteAsync("The discussion's link, and a typo");
                        }
                    );
                    break;
                case Incident.Retitled:
                    Write(At(day + 1, 12, 0), "A title", IssueEdits.WithTitleChanged(week.Text));
                    break;
                case Incident.LinkAdded:
                    Write(At(day + 1, 12, 0), "A link", IssueEdits.WithLinkAdded(week.Text, week.Number));
                    break;
                case Incident.UnpostedLine:
                    Write(At(day + 1, 12, 0), "Thanks", IssueEdits.WithUnpostedLine(week.Text));
                    break;
                case Incident.TakenBack:
                    Write(At(day + 1, 12, 0), "Other words", IssueEdits.WithTypo(week.Text));
                    Write(At(day + 2, 12, 0), "The words as they were", week.Text);
                    break;
                case Incident.ConflictAfterwards:
                    Write(At(day + 2, 12, 0), "Merge", IssueEdits.WithConflict(week.Text));
                    Write(At(day + 2, 15, 0), "Merge mended", week.Text);
                    break;
                case Incident.Renamed:
                    Rename(At(day + 1, 12, 0));
                    break;
                case Incident.Renumbered:
                    Renumber(At(day + 1, 12, 0));
                    break;
            }
        }
    }

    private void Rename(DateTimeOffset at) =>
        Commit(
            at,
            "Another name",
            repository =>
            {
                repository.Delete(week.Content);
                repository.Write(week.Content.Replace("this-week-in-rust", "twir", StringComparison.Ordinal), week.Text);
            }
        );

    /// <summary>The page moves too, and an editor says what is to become of the issue that this looks like.</summary>
    private void Renumber(DateTimeOffset at)
    {
        var right = week.Numbered(week.Number - 1);
        Do(
            at,
            async world =>
            {
                world.Site.Publish(right);
                world.Repository.Write(week.Content, right.Text);
                await world.Repository.CommitAsync("The number");
            }
        );
        Do(at.AddHours(2), world => world.Program.RunAsync("issues", "skip", $"issue-{right.Number}", "--reason", "the number was corrected"));
    }

    private void Write(DateTimeOffset at, string message, string text) => Commit(at, message, repository => repository.Write(week.Content, text));

    private void Commit(DateTimeOffset at, string message, Action<NewsletterRepository> change) =>
        Do(
            at,
            world =>
            {
                change(world.Repository);
                return world.Repository.CommitAsync($"{message}: {week.Title}");
            }
        );

    private void Do(DateTimeOffset at, Action<ReplayWorld> change) =>
        Do(
            at,
            world =>
            {
                change(world);
                return Task.CompletedTask;
            }
        );

    private void Do(DateTimeOffset at, Func<ReplayWorld, Task>? change) => _steps.Add(new ReplayStep(at, change));

    private DateTimeOffset At(int day, int hour, int minute) => NewYork.At(week.Date.AddDays(day), hour, minute);
}
