namespace Syndicator.Networks.X;

/// <summary>Counts what readers did with posts.</summary>
internal sealed class XReactions(XClient client)
{
    public async Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var counted = new Dictionary<string, Reactions>(StringComparer.Ordinal);
        foreach (var some in ids.Where(XIds.IsId).Distinct(StringComparer.Ordinal).Chunk(XPostReader.MostIds))
        {
            var answer = await client.ReadAsync(
                names => XCall.Get("2/tweets", ("ids", string.Join(',', some)), (names.FieldsParameter, names.Metrics)),
                cancellationToken
            );
            var read = answer.Reading(Understand);
            if (read is not ReadOutcome<XPage>.Read { Value: var page })
            {
                return read.Failed<XPage, IReadOnlyDictionary<string, Reactions>>();
            }

            Add(page, counted);
        }

        return new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read(counted);
    }

    private static ReadOutcome<XPage> Understand(XAnswer.Good good)
    {
        var (page, problem) = good.Read(XJson.Default.XPage);
        return page is { Data: not null } or { Errors: not null }
            ? new ReadOutcome<XPage>.Read(page)
            : new ReadOutcome<XPage>.Unavailable(problem ?? "X's answer holds no posts");
    }

    private static void Add(XPage page, Dictionary<string, Reactions> counted)
    {
        foreach (var element in page.Data ?? [])
        {
            if (XJson.Read(element, XJson.Default.XPost) is { Id: { } id, PublicMetrics: { } metrics })
            {
                counted[id] = new Reactions(
                    metrics.LikeCount ?? 0,
                    metrics.RepostCount ?? metrics.RetweetCount ?? 0,
                    metrics.ReplyCount ?? 0,
                    metrics.QuoteCount
                )
                {
                    Bookmarks = metrics.BookmarkCount,
                    Views = metrics.ImpressionCount,
                };
            }
        }
    }
}
