namespace Syndicator.IntegrationTests.Replay;

/// <summary>
/// The steps of one issue: its draft grows over a week, is moved to publication on the evening of its day, its page follows, then the discussion's link, then
/// what <see cref="Incident"/>s bring. Everything is at a multiple of ten minutes, when the program looks for issues, by the clock of New York.
/// </summary>
/// <param name="previous">The issue before.</param>
internal sealed class WeekSteps(NewsletterWeek week, NewsletterWeek? previous)
{
    private readonly StepList _steps = new(week);

    /// <summary>Everything in order, each at its own instant.</summary>
    public IReadOnlyList<ReplayStep> All()
    {
        Grow();
        Publish();
        Announce();
        Discuss();
        new WeekCorrections(week, _steps).Add(LateDays);
        return _steps.All;
    }

    public PlannedIssue Plan() => new(week, PublishedAt, ExpectedAt);

    private DateTimeOffset? ExpectedAt =>
        week.Has(Incident.LongOff) ? null
        : week.Has(Incident.ProgramOff) ? BackOn
        : week.Has(Incident.EmptyLink) ? _steps.At(1, 11, 0)
        : week.Has(Incident.Unreachable) ? _steps.At(0, 22, 10)
        : week.Has(Incident.Conflict) || week.Has(Incident.Copied) ? PageAt.AddMinutes(20)
        : PageAt;

    private DateTimeOffset BackOn => _steps.At(1, 16, 0);

    private int LateDays => week.Has(Incident.DayLate) ? 1 : 0;

    private DateTimeOffset PublishedAt => _steps.At(LateDays, 20, 0);

    /// <summary>20 to 50 minutes later.</summary>
    private DateTimeOffset PageAt => PublishedAt.AddMinutes(20 + (10 * (week.Number % 4)));

    /// <summary>The text as it was announced: the discussion is opened later, and some mistakes are found later.</summary>
    private string Announced
    {
        get
        {
            var text = IssueEdits.WithoutDiscussion(week.Text);
            return week.Has(Incident.Typo) || week.Has(Incident.TypoInHold) || week.Has(Incident.ForcePush)
                ? IssueEdits.WithTypo(text)
                : text;
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
                _steps.Commit(
                    daysBefore == 0 ? _steps.At(0, 12, 0) : _steps.At(-daysBefore, 10, 0),
                    "A draft grows",
                    repository => repository.Write(week.Draft, text)
                );
            }

            return;
        }

        var unwritten = IssueEdits.WithoutHiringThread(
            IssueEdits.WithoutDiscussion(IssueEdits.WithoutQuote(IssueEdits.WithoutCrate(week.Text)))
        );
        // Until 2022 a draft began as a copy of the issue before.
        var fresh =
            previous is not null && week.Date.Year < 2022 ? week.DatedAsThis(previous.Text) : IssueEdits.WithSomeLinks(unwritten, 0);
        _steps.Commit(_steps.At(-6, 10, 0), "A fresh draft", repository => repository.Write(week.Draft, fresh));
        _steps.Commit(_steps.At(-3, 12, 0), "Links", repository => repository.Write(week.Draft, IssueEdits.WithSomeLinks(unwritten, 7)));
        _steps.Commit(_steps.At(-1, 18, 0), "More links and calls", repository => repository.Write(week.Draft, unwritten));
    }

    private void Publish()
    {
        _steps.Commit(_steps.At(0, 15, 0), "Crate and quote", repository => repository.Write(week.Draft, Announced));
        if (week.Has(Incident.Unreachable))
        {
            _steps.Do(_steps.At(0, 19, 50), world => world.Repository.TakeAway());
            _steps.Do(_steps.At(0, 21, 10), null);
            _steps.Do(_steps.At(0, 22, 10), world => world.Repository.BringBack());
        }

        var first =
            week.Has(Incident.Conflict) ? IssueEdits.WithConflict(Announced)
            : week.Has(Incident.Copied) ? IssueEdits.CrateAndQuoteOf(Announced, previous!.Text)
            : week.Has(Incident.EmptyLink) ? IssueEdits.WithEmptyLink(Announced)
            : Announced;
        _steps.Commit(
            PublishedAt,
            "Publish",
            repository =>
            {
                repository.Delete(week.Draft);
                repository.Write(week.Content, first);
            }
        );
        _steps.Do(PageAt, world => world.Site.Publish(week));
        if (week.Has(Incident.Conflict) || week.Has(Incident.Copied))
        {
            _steps.Write(PageAt.AddMinutes(20), "Mend what was published", Announced);
        }
        else if (week.Has(Incident.EmptyLink))
        {
            _steps.Write(_steps.At(1, 11, 0), "The link's target", week.Text);
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
            _steps.Write(announcedAt.AddMinutes(10), "A typo", IssueEdits.WithoutDiscussion(week.Text));
        }

        _steps.Do(announcedAt.AddMinutes(20), null);
    }

    private void Discuss()
    {
        if (week.Text != IssueEdits.WithoutDiscussion(week.Text))
        {
            var text =
                week.Has(Incident.Typo) || week.Has(Incident.ForcePush) ? IssueEdits.WithTypo(week.Text)
                : week.Has(Incident.EmptyLink) ? IssueEdits.WithEmptyLink(week.Text)
                : week.Text;
            _steps.Write(PageAt.AddHours(3), "The discussion's link", text);
        }
    }
}
