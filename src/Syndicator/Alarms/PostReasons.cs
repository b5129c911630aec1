using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>Posts that go out only if an editor does something: one notice for each account and issue.</summary>
internal static class PostReasons
{
    private const int MostKeys = 3;

    public static IEnumerable<HealthReason> Of(HealthView view) =>
        view
            .Facts.Posts.GroupBy(post => (Code: CodeOf(post), post.IssueKey, post.Account))
            .Where(group => group.Key.Code is not null)
            .Select(group => Of(view, group.Key.Code!, group.Key.Account, [.. group]));

    private static string? CodeOf(PostFact post) =>
        (post.State, post.Held) switch
        {
            ("failed", _) => HealthCodes.PostRefused,
            (_, HeldReason.Unsettled) => HealthCodes.PostUnsettled,
            (_, HeldReason.Stale) => HealthCodes.PostStale,
            _ => null,
        };

    private static HealthReason Of(HealthView view, string code, string account, IReadOnlyList<PostFact> posts)
    {
        var since = posts.Min(post => post.Since);
        var count = Wording.Count(posts.Count, "post", "posts");
        var keys = Wording.List([.. posts.Select(post => post.IdempotencyKey)], MostKeys, ", ");
        var (text, remedy) = code switch
        {
            HealthCodes.PostRefused => (
                $"{account} refused {count} of {posts[0].IssueKey} since {view.At(since)}: {Refusals(posts)}. {keys}",
                "Remove the cause and try again: `syndicator posts release KEY`; `syndicator posts resend KEY` sends it under a new key; `syndicator posts stop KEY` gives it up."
            ),
            HealthCodes.PostUnsettled => (
                $"{account}: {count} of {posts[0].IssueKey} may have gone out, and since {view.At(since)} nobody can tell. {keys}",
                "Let it be looked for again, and sent if it is not there: `syndicator posts release KEY`. If you have looked at the account yourself: `syndicator posts stop KEY` when it is there, `syndicator posts resend KEY` when it is not."
            ),
            _ => (
                $"{account}: {count} of {posts[0].IssueKey} waited too long to be sent unasked, held since {view.At(since)}. {keys}",
                "If it is still wanted: `syndicator posts release KEY`; if not: `syndicator posts stop KEY`."
            ),
        };
        return view.Notice(code, $"{posts[0].IssueKey}/{account}", text, remedy, since);
    }

    /// <summary>Changes of announced issues that an editor is asked about.</summary>
    public static IEnumerable<HealthReason> OfEdits(HealthView view) =>
        view.Facts.Edits.Select(edits =>
            view.Notice(
                HealthCodes.EditsOpen,
                edits.IssueKey,
                $"{edits.IssueKey} changed after it was announced; {Wording.Count((int)edits.Count, "edit is", "edits are")} proposed since {view.At(edits.Since)}.",
                "See them with `syndicator posts edits`, then `syndicator posts accept KEY` or `syndicator posts dismiss KEY`.",
                edits.Since
            )
        );

    private static string Refusals(IReadOnlyList<PostFact> posts) =>
        Wording.List([.. posts.Select(post => Wording.Said(post.Refusal ?? "")).Distinct(StringComparer.Ordinal)], MostKeys, ", ");
}
