using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>An arrival with all that its rules look at.</summary>
/// <param name="Triggers">Tags and words that are meant, in order.</param>
/// <param name="HasDenied">Whether there were others, with a negation.</param>
internal sealed record Reading(Arrival Arrival, PostText Post, IReadOnlyList<Trigger> Triggers, bool HasDenied, Around Around)
{
    /// <summary>What a forum's topic is for counts where a post says nothing itself.</summary>
    public NomineeKind? Topic => Triggers.Count == 0 && !HasDenied ? Arrival.Topic : null;

    public IReadOnlyList<Trigger> Of(NomineeKind kind) => [.. Triggers.Where(trigger => trigger.Kind == kind)];

    /// <summary>What made the rules look: <c>tag in reply to invitation</c>.</summary>
    public string Occasion(NomineeKind kind) =>
        (Of(kind) is [var first, ..] ? first.Name : Topic is not null ? "no tag" : "no tag or words") + Place;

    public string Place =>
        Arrival.Topic is { } topic ? $" in topic for {Plural(topic)}"
        : Arrival.IsBelowInvitation ? " in reply to invitation"
        : Arrival.Post.QuotedId is not null || Arrival.Quoted is not null ? " in quoting post"
        : Arrival.Post.ParentId is not null || Arrival.Parent is not null ? " in reply"
        : "";

    /// <summary>A nominee of the post's own words, or of those of the post that is named.</summary>
    public Proposal Propose(Nominee nominee, string why, PostText? from = null) =>
        new(
            nominee,
            IsSelf(nominee),
            Post.Post.IsPublic && Around.IsQuotedPublic && from?.Post.IsPublic != false,
            $"{Occasion(nominee.Kind)}, {why}",
            from?.Post.Id
        );

    private bool IsSelf(Nominee nominee) =>
        nominee.Match(
            crate => SelfSuggested.Is(Post, [.. Post.OwnTargets, crate.Url ?? ""]),
            _ => SelfSuggested.Says(Post.OwnText),
            link => SelfSuggested.Is(Post, [link.Url]),
            call => SelfSuggested.Is(Post, [call.Url])
        );

    private static string Plural(NomineeKind kind) =>
        kind switch
        {
            NomineeKind.Crate => "crates",
            NomineeKind.Quote => "quotes",
            NomineeKind.Link => "links",
            _ => "calls",
        };
}
