namespace Syndicator.Forums;

/// <summary>What of a topic's listing is new since a cursor, and the cursor after some of it was looked at. Pure.</summary>
internal sealed class TopicWindow
{
    /// <summary>Posts that can be put between others, restored or shown again without being missed: more than half a year of a nomination topic.</summary>
    private const int Size = 200;
    private const int MostWaiting = 60;
    private const int MostDeparted = 100;

    private readonly TopicListing _listing;
    private readonly TopicCursor _cursor;
    private readonly HashSet<long> _looked;

    /// <summary>Where the window begins in the listing.</summary>
    private readonly int _floor;

    public TopicWindow(TopicListing listing, TopicCursor cursor)
    {
        (_listing, _cursor) = (listing, cursor);
        _looked = [.. cursor.Known, .. cursor.Departed];
        // One that was hidden and then left is new when it comes back.
        _looked.ExceptWith(cursor.Waiting.Where(id => listing.Position(id) is null));
        _floor = Floor();
        Fresh =
        [
            .. Enumerable
                .Range(_floor, listing.Posts.Count - _floor)
                .Select(place => listing.Posts[place])
                .Where(id => !_looked.Contains(id)),
        ];
        Waiting = [.. cursor.Waiting.Where(id => listing.Position(id) is not null)];
    }

    /// <summary>Never looked at, in the order of the topic.</summary>
    public IReadOnlyList<long> Fresh { get; }

    /// <summary>Looked at and not shown then.</summary>
    public IReadOnlyList<long> Waiting { get; }

    /// <summary>A window that begins at a place, with what stands before it as known.</summary>
    public static TopicCursor Begin(TopicListing listing, int place) =>
        new([.. listing.Posts.Take(place).TakeLast(TopicPosts.LotSize)], [], []);

    /// <summary>The cursor after some were asked for.</summary>
    /// <param name="asked">Of the fresh ones the first, and any that waited.</param>
    /// <param name="notShown">Those of them that may be shown another time.</param>
    /// <param name="givenUp">Those that waited longest, where too many wait.</param>
    public TopicCursor After(IReadOnlyList<long> asked, IReadOnlyList<long> notShown, out IReadOnlyList<long> givenUp)
    {
        HashSet<long> looked = [.. _looked, .. asked];
        var listed = _listing.Posts.Skip(_floor).Where(looked.Contains).ToList();
        List<long> waiting = [.. Waiting.Except(asked), .. notShown];
        givenUp = [.. waiting.SkipLast(MostWaiting)];
        var departed = _cursor.Departed.Concat(_cursor.Known.Except(_cursor.Waiting)).Where(id => _listing.Position(id) is null);
        return new TopicCursor(
            [.. listed.Skip(Surplus(listed, looked))],
            [.. waiting.TakeLast(MostWaiting)],
            [.. departed.Distinct().TakeLast(MostDeparted)]
        );
    }

    private int Floor()
    {
        var places = _cursor.Known.Select(_listing.Position).OfType<int>().ToList();
        if (places.Count > 0 || _looked.Count == 0)
        {
            return places.DefaultIfEmpty(0).Min();
        }

        // Nothing that was known is left: ids rise with time.
        var last = _looked.Max();
        var next = _listing.Posts.Index().Where(post => post.Item > last).Select(post => post.Index).DefaultIfEmpty(_listing.Posts.Count);
        return next.First();
    }

    /// <summary>How many at the beginning of the window can be forgotten: never one behind which there is something to look at.</summary>
    private int Surplus(List<long> listed, HashSet<long> looked)
    {
        var next = Fresh.Where(id => !looked.Contains(id)).Select(id => _listing.Position(id)!.Value).DefaultIfEmpty(int.MaxValue).First();
        var before = listed.TakeWhile(id => _listing.Position(id) < next).Count();
        return Math.Max(0, Math.Min(listed.Count - Size, before - 1));
    }
}
