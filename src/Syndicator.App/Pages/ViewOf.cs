using Syndicator.Alarms;
using Syndicator.App.Commands;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Scheduling;

namespace Syndicator.App.Pages;

/// <summary>Turns what the rooms know into what the pages show.</summary>
internal static class ViewOf
{
    public static IssueView Issue(WatchedIssue seen) => Issue(seen.Issue, seen.Diagnostics, IssueStateOf(seen));

    private static IssueView Issue(Issue issue, IReadOnlyList<Diagnostic> diagnostics, PostStateView state) =>
        new()
        {
            State = state,
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

    /// <summary>An announced issue is out whatever is found wrong with it later; a draft has all the time until it is moved.</summary>
    private static PostStateView IssueStateOf(WatchedIssue seen)
    {
        var holds = seen.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        return seen.Stored switch
        {
            { AnnouncedAt: { } at, AnywayReason: { } reason } => new(
                PostTone.Sent,
                "Announced",
                at,
                $"Although it was not ready: {reason}"
            ),
            { AnnouncedAt: { } at } => new(PostTone.Sent, "Announced", at),
            { SameAs: { } key } => new(PostTone.Waiting, $"Announced as {key}, before its number was corrected"),
            { SkippedAt: { } at } => new(PostTone.Waiting, "Skipped", at, $"By {seen.Stored.SkippedBy}: {seen.Stored.SkipReason}"),
            _ when seen.IsDraft => new(
                PostTone.Planned,
                "A draft: it can go out once it is published",
                Detail: holds == 0 ? "Nothing is left to do in it." : $"Until then: {Words.Count(holds, "thing", "things")} to do."
            ),
            { MissedAt: not null } => new(PostTone.Trouble, "Missed: it came out while the program was off"),
            _ when seen.IsReady => new(PostTone.Sent, "Ready to go out"),
            _ => new(PostTone.Trouble, $"Not ready: {Words.Count(holds, "reason holds it", "reasons hold it")} back"),
        };
    }

    public static EditView Edit(ProposedEdit edit, string? obstacle) =>
        new(
            edit.Place.Key,
            edit.Place.Account,
            edit.Place.Part,
            edit.CreatedAt,
            edit.Standing is null ? "The issue has come to say this; there is no such post in the thread."
                : edit.Proposed is null ? "The issue does not say this any more."
                : null,
            TextDifference.Between(edit.Standing?.Content.Text ?? "", edit.Proposed?.Content.Text ?? ""),
            obstacle
        );

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
            Warning = post.Content.Warning,
            Images = [.. post.Content.Images.Select(image => image.AltText)],
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
