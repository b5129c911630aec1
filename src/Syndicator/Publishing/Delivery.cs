using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>One post to one account.</summary>
internal sealed record Delivery
{
    public required DeliveryId Id { get; init; }
    public required PostPlace Place { get; init; }
    public required PostContent Content { get; init; }

    /// <summary>In the network's own unit.</summary>
    public required int Length { get; init; }

    /// <summary>In the network's own unit.</summary>
    public required int Limit { get; init; }

    /// <summary>Estimated list price in US$, to the millionth.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The lines of the issue it says.</summary>
    public IReadOnlyList<PostSource> Sources { get; init; } = [];

    /// <summary>Somebody else's post that the first of its thread answers; null: it answers none.</summary>
    public Answered? Answers { get; init; }

    /// <summary>How long after becoming due it may still be sent unasked.</summary>
    public required TimeSpan FreshFor { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DeliveryState State { get; init; }

    /// <summary>Counted up with every change; who writes names the one it saw.</summary>
    public long Version { get; init; } = 1;

    public string IdempotencyKey => Place.IdempotencyKey;

    /// <summary>When it goes out, went out or ended; null while nobody knows when it goes out. As <see cref="DeliveryTable.Time"/>.</summary>
    public DateTimeOffset? At =>
        State.Match<DateTimeOffset?>(
            held => held.Until,
            due => due.RetryAt ?? due.DueAt,
            sending => sending.DueAt,
            delivered => delivered.At,
            failed => failed.At,
            uncertain => uncertain.DueAt,
            cancelled => cancelled.At,
            gone => gone.At
        );

    /// <summary>The post as it was composed, or edited since.</summary>
    public ComposedPost ToComposed() => new(Place.Part, Content, Length, Limit, Cost, Sources);

    /// <summary>A composed post as it enters the outbox.</summary>
    public static Delivery Of(ComposedPost post, PostPlace place, TimeSpan freshFor, DateTimeOffset now, DeliveryState state) =>
        new()
        {
            Id = DeliveryId.At(now),
            Place = place,
            Content = post.Content,
            Length = post.Length,
            Limit = post.Limit,
            Cost = post.Cost,
            Sources = post.Sources,
            FreshFor = freshFor,
            CreatedAt = now,
            State = state,
        };

    /// <summary>The first state of a post of its own, which no hold delays: due, or waiting for an editor where the account wants that.</summary>
    public static DeliveryState FirstState(Account account, DateTimeOffset dueAt) =>
        account.Approval == Approval.Required ? DeliveryState.Held.For(HeldReason.Approval) : new DeliveryState.Due(dueAt);

    /// <summary>The same post with the words of another; its language and who sees it are its own.</summary>
    public Delivery Saying(ComposedPost post) =>
        this with
        {
            Content = Content with { Text = post.Content.Text, Entities = post.Content.Entities, Card = post.Content.Card },
            Length = post.Length,
            Limit = post.Limit,
            Cost = post.Cost,
            Sources = post.Sources,
        };

    /// <summary>The same post with an editor's words: what its network makes of them, how long they are there and what they cost.</summary>
    public Delivery Reworded(string text, TextRules rules, PostPrices prices)
    {
        var content = Content with { Text = text, Entities = rules.FindEntities(text) };
        return this with
        {
            Content = content,
            Cost = prices.Estimate(content.HasLink, content.Images.Count),
            Length = rules.Measure(text),
            Limit = rules.Limit,
        };
    }

    /// <summary>Whether it waited too long to be sent without asking an editor.</summary>
    public bool IsStale(DateTimeOffset now) => State is DeliveryState.Due due && now > due.DueAt + FreshFor;
}

/// <summary>A post of somebody else that is answered.</summary>
/// <param name="RootId">The first post of its conversation; its own id where it is that.</param>
internal sealed record Answered(string PostId, string Url, string RootId);

/// <summary>What a post is among all posts.</summary>
/// <param name="Publication">The publication's id.</param>
/// <param name="IssueKey"><c>issue-666</c>.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Part"><c>lead</c>, <c>crate</c>; a second post of one part is <c>news/2</c>.</param>
/// <param name="Ordinal">Place in its thread, from 0.</param>
/// <param name="Generation">From 1; an editor's resend is a new one.</param>
internal sealed record PostPlace(string Publication, string IssueKey, string Account, string Part, int Ordinal, int Generation = 1)
{
    /// <summary><c>twir/issue-666/mastodon/crate/g1</c>: the same for the same post, another for every other.</summary>
    public string IdempotencyKey => $"{Publication}/{IssueKey}/{Account}/{Part}/g{Generation}";
}

/// <summary>One line of a delivery's history.</summary>
/// <param name="Actor"><c>service</c>, <c>cli:user</c>, a worker.</param>
/// <param name="From">The state's name before; null for the first.</param>
internal sealed record DeliveryEvent(DateTimeOffset At, string Actor, string? From, string To, string Reason);
