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
    public static IssueView Issue(WatchedIssue seen) =>
        Issue(seen.Stored.Key, seen.Issue, seen.Diagnostics, IssueStateOf(seen.Stored, seen));

    private static IssueView Issue(string key, Issue issue, IReadOnlyList<Diagnostic> diagnostics, PostStateView state) =>
        new()
        {
            Key = key,
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
                    .Select(Reason),
            ],
        };

    /// <summary>One that the source does not have any more: only what was kept of it is known.</summary>
    public static IssueView Issue(AnnouncedIssue stored) =>
        new()
        {
            Key = stored.Key,
            State = IssueStateOf(stored, null),
            Number = stored.Number,
            Title = stored.Title,
            Url = stored.Url,
            Date = stored.Date,
            File = Path.GetFileName(stored.File),
            IsReady = false,
        };

    public static ReasonView Reason(Diagnostic diagnostic) =>
        new(diagnostic.Severity == Severity.Error, diagnostic.Code, diagnostic.Position.Line, diagnostic.Message, diagnostic.Remedy);

    /// <summary>An announced issue is out whatever is found wrong with it later; a draft has all the time until it is moved.</summary>
    /// <param name="seen">As it was judged; null where it was not judged these days.</param>
    public static PostStateView IssueStateOf(AnnouncedIssue stored, WatchedIssue? seen)
    {
        var holds = seen?.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error) ?? 0;
        return stored switch
        {
            { AnnouncedAt: { } at, AnywayReason: { } reason } => new(
                PostTone.Sent,
                "Announced",
                at,
                $"Although it was not ready: {reason}"
            ),
            { AnnouncedAt: { } at } => new(PostTone.Sent, "Announced", at),
            { SameAs: { } key } => new(PostTone.Waiting, $"Announced as {key}, before its number was corrected"),
            { SkippedAt: { } at } => new(PostTone.Waiting, "Skipped", at, $"By {Words.Who(stored.SkippedBy!)}: {stored.SkipReason}"),
            { IsDraft: true } => new(
                PostTone.Planned,
                "A draft: it can go out once it is published",
                Detail: seen is null ? null
                    : holds == 0 ? "Nothing is left to do in it."
                    : $"Until then: {Words.Count(holds, "thing", "things")} to do."
            ),
            { MissedAt: not null } => new(PostTone.Trouble, "Missed: it came out while the program was off"),
            _ when seen is null => new(PostTone.Waiting, "Not announced: it was there before the program looked"),
            _ when seen.IsReady => new(PostTone.Sent, "Ready to go out"),
            _ => new(PostTone.Trouble, $"Not ready: {Words.Count(holds, "reason holds it", "reasons hold it")} back"),
        };
    }

    /// <param name="post">The one it concerns, as it stands.</param>
    public static EditView Edit(ProposedEdit edit, Delivery? post, string? obstacle) =>
        new(
            edit.Place.Key,
            edit.Place.Account,
            edit.Place.Part,
            edit.CreatedAt,
            edit.Standing is null ? "The issue has come to say this; there is no such post in the thread."
                : edit.Proposed is null ? "The issue does not say this any more."
                : null,
            TextDifference.Between(edit.Standing?.Content.Text ?? "", edit.Proposed?.Content.Text ?? ""),
            obstacle,
            post?.Id.ToString(),
            DecidedOf(edit.State)
        );

    private static PostStateView? DecidedOf(EditState state) =>
        state.Match<PostStateView?>(
            _ => null,
            accepted => new PostStateView(PostTone.Sent, $"Accepted by {Words.Who(accepted.By)}", accepted.At),
            dismissed => new PostStateView(PostTone.Waiting, $"Dismissed by {Words.Who(dismissed.By)}", dismissed.At),
            withdrawn => new PostStateView(PostTone.Waiting, "Withdrawn: the issue changed again, or the post is gone", withdrawn.At)
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
