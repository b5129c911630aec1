using System.Globalization;

namespace Syndicator.Networks.X;

/// <summary>Looks for a post among our own. X has no key of ours; what can be compared is time, text and the post it answers.</summary>
internal sealed class XTimeline(XPages pages)
{
    /// <summary>What X's clock and ours may differ.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    private const int MostPages = 4;

    public async Task<FindOutcome> FindAsync(
        XUser us,
        OutboundPost post,
        DateTimeOffset firstAttemptAt,
        CancellationToken cancellationToken
    )
    {
        var since = (firstAttemptAt - s_skew).ToUniversalTime();
        var read = await pages.ReadAsync(
            $"2/users/{us.Id}/tweets",
            [("start_time", since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))],
            MostPages,
            page => false,
            static _ => { },
            cancellationToken
        );
        return read is ReadOutcome<(IReadOnlyList<XPage> Pages, bool HasMore)>.Read { Value: var found }
            ? Judge(us, post, since, found.Pages, found.HasMore)
            : read.ToFind();
    }

    private static FindOutcome Judge(XUser us, OutboundPost post, DateTimeOffset since, IReadOnlyList<XPage> pages, bool hasMore)
    {
        var seen = pages.SelectMany(page => page.Data ?? []).Select(element => XJson.Read(element, XJson.Default.XPost)).ToList();
        var found = seen.OfType<XPost>()
            .Where(candidate => XIds.IsId(candidate.Id) && candidate.CreatedAt >= since)
            .Where(candidate => candidate.Referred("replied_to") == post.ReplyTo?.Id && XPostText.Says(candidate, post.Content))
            .MinBy(candidate => candidate.Id!, XIds.Order);
        return found switch
        {
            not null => new FindOutcome.Found(new RemotePost(found.Id!, XNetwork.UrlOf(us.Username, found.Id!))),
            null when hasMore => new FindOutcome.CannotTell("the account posted more since the first attempt than can be looked through"),
            null when pages.Any(page => page.Errors is { Count: > 0 }) || seen.Any(IsUnclear) => new FindOutcome.CannotTell(
                "X does not show every post of the account"
            ),
            // A timeline may be some seconds behind.
            null => new FindOutcome.Absent(),
        };
    }

    private static bool IsUnclear(XPost? candidate) => candidate is null or { Id: null } or { CreatedAt: null } or { Text: null };
}
