using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// Reads notifications oldest first from a network that gives them newest first and knows no "since". Going back too far for one call leaves a mark and
/// goes on from there at the next, until known ground is reached; then the parts between the marks are given, the oldest first.
/// </summary>
internal sealed class BlueskyMentions(BlueskySessions sessions, Xrpc xrpc, TimeProvider clock)
{
    private const int PageSize = 100;

    /// <summary>Read in one call, at most.</summary>
    private const int MostPages = 10;

    /// <summary>Where the next call goes on when known ground was not reached: the part between two marks and all that is known fit into one call.</summary>
    private const int MarkAfter = 5;

    /// <summary>On the way up a part ends at known ground; that it is a few pages away is only certain where the network leaves other kinds out.</summary>
    private const int MostPagesRising = 200;

    private const int MostKnown = 300;

    private static readonly long s_overlap = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public async Task<ReadOutcome<MentionPage>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var (session, problem) = await sessions.GetAsync(cancellationToken);
        if (session is null)
        {
            return problem!.ToRead<MentionPage>(_ => throw new InvalidOperationException("there is a session after all"));
        }

        var place = MentionPlace.Parse(cursor);
        var walk = new Walk(place.Floor, clock.GetUtcNow());
        var from = place.Marks.Count > 0 ? place.Marks[^1] : null;
        var most = place.IsRising ? MostPagesRising : MostPages;
        string? mark = null;
        for (var page = 1; page <= most && !walk.IsOver; page++)
        {
            var answer = await xrpc.ReadAsync(
                "app.bsky.notification.listNotifications",
                Query(page == 1 ? from : walk.Next),
                cancellationToken
            );
            if (answer is not XrpcAnswer.Done { Body: var body })
            {
                return answer.ToRead<MentionPage>(_ => throw new InvalidOperationException("it is read after all"));
            }

            if (body.Member("notifications").ValueKind != JsonValueKind.Array)
            {
                // No empty page: it would be taken for the end.
                return new ReadOutcome<MentionPage>.Unavailable("The server gave an answer that is no page of notifications.");
            }

            walk.Add(body);
            mark = page == MarkAfter ? walk.Next : mark;
        }

        return new ReadOutcome<MentionPage>.Read(
            walk.IsOver || mark is null
                ? Give(place, walk.Found, session.Did, cursor)
                : new MentionPage([], (place with { Marks = [.. place.Marks, mark], IsRising = false }).ToString(), HasMore: true, [])
        );
    }

    private static string Query(string? after) =>
        string.Create(CultureInfo.InvariantCulture, $"limit={PageSize}&reasons=mention&reasons=reply&reasons=quote")
        + (after is null ? "" : "&cursor=" + Uri.EscapeDataString(after));

    private static MentionPage Give(MentionPlace place, IReadOnlyList<Notification> newestFirst, string ourDid, string? cursor)
    {
        var known = place.Known.ToHashSet(StringComparer.Ordinal);
        var mentions = new List<Mention>();
        var unread = new List<(string Id, string Reason)>();
        foreach (var notification in newestFirst.Where(one => !known.Contains(one.Name)).Reverse())
        {
            var (mention, reason) = BlueskyPostReader.Read(notification.View, ourDid);
            mentions.AddRange(mention is null ? [] : [mention]);
            unread.AddRange(reason is null ? [] : [(notification.Uri, reason)]);
        }

        var next = Next(place, newestFirst);
        return new MentionPage(mentions, cursor is null && newestFirst.Count == 0 ? null : next.ToString(), next.IsRising, unread);
    }

    private static MentionPlace Next(MentionPlace place, IReadOnlyList<Notification> newestFirst)
    {
        // Above a mark there is always another part: from the mark before it, or from the newest.
        var (marks, isRising) = (place.Marks.SkipLast(1).ToList(), place.Marks.Count > 0);
        if (newestFirst.Count == 0)
        {
            return place with { Marks = marks, IsRising = isRising };
        }

        var sorted = newestFirst.OrderByDescending(one => one.At).ToList();
        var floor = Math.Max(place.Floor, sorted[0].At - s_overlap);
        if (sorted.Count > MostKnown)
        {
            floor = Math.Max(floor, sorted[MostKnown].At + 1);
        }

        return new MentionPlace(floor, [.. sorted.Where(one => one.At >= floor).Select(one => one.Name)], marks, isRising);
    }
}
