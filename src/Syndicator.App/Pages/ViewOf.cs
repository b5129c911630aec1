using Syndicator.Alarms;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Scheduling;

namespace Syndicator.App.Pages;

/// <summary>Turns what the rooms know into what the pages show.</summary>
internal static class ViewOf
{
    /// <param name="diagnostics">Everything the check found; errors hold.</param>
    public static IssueView Issue(Issue issue, IReadOnlyList<Diagnostic> diagnostics) =>
        new()
        {
            Number = issue.Number,
            Title = issue.Title,
            Url = issue.Url,
            Date = issue.Date,
            File = Path.GetFileName(issue.File),
            IsReady = diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error),
            Reasons =
            [
                .. diagnostics
                    .OrderByDescending(diagnostic => diagnostic.Severity)
                    .ThenBy(diagnostic => diagnostic.Position.Line)
                    .Select(diagnostic => new ReasonView(
                        diagnostic.Severity == Severity.Error,
                        diagnostic.Code,
                        diagnostic.Position.Line,
                        diagnostic.Message,
                        diagnostic.Remedy
                    )),
            ],
        };

    /// <param name="network">Whose rules the posts follow, also where the account only pretends.</param>
    public static AccountView Account(
        Publication publication,
        Account account,
        string network,
        IReadOnlyList<PostView> posts,
        string? note
    ) =>
        new()
        {
            Name = account.Name,
            DisplayName = publication.Name,
            Handle = account.Handle ?? account.Name,
            Network = network,
            IsDryRun = account.Mode == AccountMode.DryRun,
            Posts = posts,
            Note = note,
        };

    public static PostView Post(ComposedPost post, PostStateView state) =>
        new()
        {
            Part = post.Part,
            Text = post.Content.Text,
            Entities = [.. post.Content.Entities.Select(Entity)],
            Language = post.Content.Language,
            Card = post.Content.Card is { } card ? new CardView(card.Url, card.Title, card.Description) : null,
            Length = post.Length,
            Limit = post.Limit,
            Cost = post.Cost,
            State = state,
            Sources = [.. post.Sources.Select(source => new SourceView(source.Line, source.Text))],
        };

    /// <summary>The next firings of a publication's jobs, one of each.</summary>
    public static IReadOnlyList<FiringView> Firings(Publication publication, DateTimeOffset now) =>
        [.. UpcomingFirings.Of(publication, now, 1).Select(firing => new FiringView(firing.Job, firing.At))];

    public static ProblemView Problem(HealthReason reason) =>
        new(reason.IsFailing, reason.Code, reason.Publication, reason.Subject, reason.Text, reason.Remedy, reason.Since);

    private static EntityView Entity(TextEntity entity) =>
        new(
            entity.Kind switch
            {
                TextEntityKind.Link => EntityViewKind.Link,
                TextEntityKind.Mention => EntityViewKind.Mention,
                _ => EntityViewKind.Tag,
            },
            entity.Start,
            entity.Length,
            entity.Target
        );
}
