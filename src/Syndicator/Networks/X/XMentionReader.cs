using System.Globalization;

namespace Syndicator.Networks.X;

/// <summary>Reads mentions by id (https://docs.x.com/x-api/posts/timelines/introduction): newest first from X, oldest first from here.</summary>
internal sealed class XMentionReader(XPages pages, TimeProvider clock)
{
    /// <summary>X shows the newest 800.</summary>
    private const int MostPages = 8;

    /// <summary>How far the very first look goes back: what is older belongs to a round that is over, and every post read costs.</summary>
    private static readonly TimeSpan s_firstLook = TimeSpan.FromDays(7);

    public async Task<ReadOutcome<MentionPage>> ReadAsync(XUser us, string? cursorText, CancellationToken cancellationToken)
    {
        if (XCursor.Parse(cursorText) is not { } cursor)
        {
            return new ReadOutcome<MentionPage>.Unavailable("the stored cursor is none of X's");
        }

        var trouble = XTrouble.Other;
        var read = await PagesAsync(us, cursor, Range(cursor), _ => false, seen => trouble = seen, cancellationToken);
        if (trouble == XTrouble.TooOld && cursor.Since is { } since)
        {
            // X no longer takes the id; the list itself still reaches back to it.
            read = await PagesAsync(
                us,
                cursor,
                Range(cursor with { Since = null }, from: null),
                page => ReachesBackTo(page, since),
                static _ => { },
                cancellationToken
            );
        }

        return read.Then(result => Page(us, cursor, result.Pages, result.HasMore));
    }

    private Task<ReadOutcome<(IReadOnlyList<XPage> Pages, bool HasMore)>> PagesAsync(
        XUser us,
        XCursor cursor,
        IReadOnlyList<(string Key, string Value)> range,
        Func<XPage, bool> isEnough,
        Action<XTrouble> troubled,
        CancellationToken cancellationToken
    ) => pages.ReadAsync($"2/users/{us.Id}/mentions", range, MostPages, isEnough, troubled, cancellationToken);

    private IReadOnlyList<(string Key, string Value)> Range(XCursor cursor) => Range(cursor, clock.GetUtcNow() - s_firstLook);

    private static List<(string Key, string Value)> Range(XCursor cursor, DateTimeOffset? from)
    {
        var range = new List<(string, string)>();
        if (cursor.Since is { } since)
        {
            range.Add(("since_id", since));
        }
        else if (from is { } start)
        {
            range.Add(("start_time", start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        }

        if (cursor.Until is { } until)
        {
            range.Add(("until_id", until));
        }

        return range;
    }

    private static bool ReachesBackTo(XPage page, string since) => Ids(page).Any(id => XIds.Order.Compare(id, since) <= 0);

    private static ReadOutcome<MentionPage> Page(XUser us, XCursor cursor, IReadOnlyList<XPage> pages, bool hasMore)
    {
        var newest = XIds.Newer(cursor.Newest ?? cursor.Since, Newest(pages));
        var oldest = pages.SelectMany(Ids).Min(XIds.Order);
        if (hasMore && oldest is null)
        {
            return new ReadOutcome<MentionPage>.Unavailable("X gives pages without a post and says that there are more");
        }

        var next = hasMore ? new XCursor(cursor.Since, oldest, newest) : new XCursor(newest);
        var (mentions, unread) = Mentions(us, pages, cursor.Since);
        return new ReadOutcome<MentionPage>.Read(new MentionPage(mentions, next.ToText(), hasMore, unread));
    }

    private static (IReadOnlyList<Mention> Mentions, IReadOnlyList<(string Id, string Reason)> Unread) Mentions(
        XUser us,
        IReadOnlyList<XPage> pages,
        string? since
    )
    {
        var map = new XMentionMap(us.Id!);
        var unread = new List<(string, string)>();
        var mentions = new SortedDictionary<string, Mention>(XIds.Order);
        foreach (var page in pages)
        {
            var users = page.Users();
            foreach (var element in page.Data ?? [])
            {
                var (mention, problem) = map.Map(element, users);
                if (problem is { } reason)
                {
                    unread.Add(reason);
                }
                else if (mention is not null && (since is null || XIds.Order.Compare(mention.Id, since) > 0))
                {
                    mentions[mention.Id] = mention;
                }
            }
        }

        return ([.. mentions.Values], unread);
    }

    /// <summary>As the first page says, since single posts may be missing; else the newest that is there.</summary>
    private static string? Newest(IReadOnlyList<XPage> pages) =>
        XIds.IsId(pages[0].Meta?.NewestId) ? pages[0].Meta!.NewestId : pages.SelectMany(Ids).Max(XIds.Order);

    private static IEnumerable<string> Ids(XPage page) =>
        (page.Data ?? []).Select(element => XJson.Read(element, XJson.Default.XPost)?.Id).OfType<string>().Where(XIds.IsId);
}
