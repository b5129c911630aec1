using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>Why posts of an announced issue have not gone out, in words.</summary>
internal static class UnsentPosts
{
    /// <summary><c>1 refused (“Too long.”), 8 behind another post of their thread</c>.</summary>
    public static string Why(IReadOnlyList<PostFact> posts) =>
        string.Join(", ", posts.GroupBy(Why).Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}")));

    /// <summary>What helps them, each kind once.</summary>
    public static string Remedy(IReadOnlyList<PostFact> posts) => string.Join(" ", posts.Select(Remedy).Distinct(StringComparer.Ordinal));

    private static string Why(PostFact post) =>
        post.State switch
        {
            "held" => Why(post.Held!.Value),
            "sending" => "being sent",
            "uncertain" => "perhaps sent, and looked for",
            "failed" => $"refused ({Wording.Said(post.Refusal ?? "")})",
            _ => "still to be sent",
        };

    private static string Why(HeldReason reason) =>
        reason switch
        {
            HeldReason.Delay => "held until their time",
            HeldReason.Approval => "held for approval",
            HeldReason.Stale => "held because they waited too long",
            HeldReason.Thread => "behind another post of their thread",
            HeldReason.Contradiction => "held because they contradict themselves",
            HeldReason.Budget => "held because the account's credit is spent",
            HeldReason.Account => "held because the account is paused or no longer configured",
            HeldReason.Unsettled => "perhaps sent, and nobody can tell",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    private static string Remedy(PostFact post) =>
        (post.State, post.Held) switch
        {
            (_, HeldReason.Approval or HeldReason.Stale or HeldReason.Contradiction) =>
                "Release what is held and still wanted (`syndicator posts release KEY`), stop what is not (`syndicator posts stop KEY`); `syndicator posts list --state held` shows the keys.",
            (_, HeldReason.Unsettled) =>
                "Let them be looked for again (`syndicator posts release KEY`); or look at the account yourself, stop the posts that are there (`syndicator posts stop KEY`) and send the others anew (`syndicator posts resend KEY`).",
            (_, HeldReason.Account or HeldReason.Budget) =>
                "Mend the account as its own message says; posts to an account that was removed can be stopped (`syndicator posts stop KEY`).",
            (_, HeldReason.Thread) =>
                "What is behind another post goes out after it; if that one was stopped, release the rest or stop it too.",
            ("failed", _) =>
                "Remove the cause of a refusal and try again: `syndicator posts release KEY`; `syndicator posts list --state failed` shows the keys.",
            _ => "What is still to be sent goes out by itself; `syndicator deliver` tries it now and says what hinders it.",
        };
}
