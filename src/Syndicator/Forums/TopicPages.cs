using Syndicator.Networks;

namespace Syndicator.Forums;

/// <summary>Reads a topic on from a cursor, a lot at a time, oldest first.</summary>
internal sealed class TopicPages(TopicPosts topic, TimeProvider clock)
{
    /// <summary>How far back the first look goes.</summary>
    private static readonly TimeSpan s_firstLook = TimeSpan.FromDays(14);

    public async Task<ReadOutcome<MentionPage>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var listed = await topic.ListAsync(cancellationToken);
        return await listed.ThenAsync(async listing =>
            // There is nothing to begin behind.
            listing.Posts.Count == 0
            && TopicCursor.Parse(cursor ?? "") is null
                ? new ReadOutcome<MentionPage>.Read(new MentionPage([], cursor, HasMore: false, []))
                : await (await OpenAsync(listing, cursor, cancellationToken)).ThenAsync(opened =>
                    ReadAsync(listing, opened, cancellationToken)
                )
        );
    }

    private async Task<ReadOutcome<TopicCursor>> OpenAsync(TopicListing listing, string? cursor, CancellationToken cancellationToken)
    {
        if (cursor is not null && TopicCursor.Parse(cursor) is { } parsed)
        {
            return new ReadOutcome<TopicCursor>.Read(parsed);
        }

        var search = new TopicSearch(topic, listing);
        if (cursor is null)
        {
            return Begin(listing, await search.FindAsync(clock.GetUtcNow() - s_firstLook, cancellationToken));
        }

        return TopicCursor.ParseStart(cursor) is { } number
            ? Begin(listing, number == int.MaxValue ? AtTheEnd(listing) : await search.FindAsync(number + 1, cancellationToken))
            : new ReadOutcome<TopicCursor>.Refused(
                RefusalKind.Post,
                "The stored cursor is none of a forum topic. Without it the topic is read from two weeks ago."
            );
    }

    private static ReadOutcome<PlaceFound> AtTheEnd(TopicListing listing) =>
        new ReadOutcome<PlaceFound>.Read(new PlaceFound(listing.Posts.Count, null));

    private static ReadOutcome<TopicCursor> Begin(TopicListing listing, ReadOutcome<PlaceFound> found) =>
        found.Then(place => new ReadOutcome<TopicCursor>.Read(TopicWindow.Begin(listing, place.Place)));

    private async Task<ReadOutcome<MentionPage>> ReadAsync(TopicListing listing, TopicCursor cursor, CancellationToken cancellationToken)
    {
        var window = new TopicWindow(listing, cursor);
        var fresh = window.Fresh.Take(TopicPosts.LotSize).ToList();
        // What waited comes along where there is room, so that it never holds up what is new.
        List<long> asked = [.. fresh, .. window.Waiting.Take(TopicPosts.LotSize - fresh.Count)];
        if (asked.Count == 0)
        {
            return Page(new LotRead([], [], []), window, []);
        }

        var posts = await topic.GetAsync(asked, cancellationToken);
        return posts.Then(found =>
            found.Count == 0 && fresh.Count == TopicPosts.LotSize
                ? new ReadOutcome<MentionPage>.Unavailable($"{topic.Host} lists posts and tells none of them.")
                : Page(Look([.. asked.OrderBy(listing.Position)], found), window, asked)
        );
    }

    private LotRead Look(IReadOnlyList<long> asked, IReadOnlyDictionary<long, DiscoursePost> found)
    {
        var lot = new LotRead([], [], []);
        foreach (var id in asked)
        {
            if (found.GetValueOrDefault(id) is not { IsShown: true } post)
            {
                lot.NotShown.Add(id);
            }
            else if (post.IsSaid)
            {
                Take(post, lot);
            }
        }

        return lot;
    }

    private void Take(DiscoursePost post, LotRead lot)
    {
        var (mention, problem) = topic.Read(post);
        if (mention is null)
        {
            lot.Unread.Add((post.Number is { } number ? topic.Id(number) : FormattableString.Invariant($"post {post.Id}"), problem!));
        }
        else
        {
            lot.Mentions.Add(mention);
        }
    }

    private static ReadOutcome<MentionPage> Page(LotRead lot, TopicWindow window, IReadOnlyList<long> asked)
    {
        var cursor = window.After(asked, lot.NotShown, out var givenUp);
        var unread = lot.Unread.Concat(
            givenUp.Select(id => (FormattableString.Invariant($"post {id}"), "the forum lists it and has long not shown it"))
        );
        return new ReadOutcome<MentionPage>.Read(
            new MentionPage(lot.Mentions, cursor.ToString(), HasMore: window.Fresh.Count > TopicPosts.LotSize, [.. unread])
        );
    }

    private sealed record LotRead(List<Mention> Mentions, List<long> NotShown, List<(string Id, string Reason)> Unread);
}
