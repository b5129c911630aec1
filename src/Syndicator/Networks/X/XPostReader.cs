namespace Syndicator.Networks.X;

/// <summary>Reads posts by id and by conversation.</summary>
internal sealed class XPostReader(XClient client, XPages pages, XUser us)
{
    public const int MostIds = 100;
    private const int MostPages = 8;

    private readonly XMentionMap _map = new(us.Id!);

    /// <summary>Of the last seven days; X's search reaches no further.</summary>
    public async Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(string id, CancellationToken cancellationToken)
    {
        if (!XIds.IsId(id))
        {
            return new ReadOutcome<IReadOnlyList<Mention>>.Read([]);
        }

        var read = await pages.ReadAsync(
            "2/tweets/search/recent",
            [("query", $"(conversation_id:{id} OR in_reply_to_tweet_id:{id}) -is:retweet")],
            MostPages,
            static _ => false,
            static _ => { },
            cancellationToken
        );
        return read.Then(result => new ReadOutcome<IReadOnlyList<Mention>>.Read([
            .. result
                .Pages.SelectMany(page => Mentions(page))
                .Where(mention => mention.Id != id)
                .DistinctBy(mention => mention.Id)
                .OrderBy(mention => mention.Id, XIds.Order),
        ]));
    }

    /// <summary>
    /// Only what X says is gone or hidden counts as such: a post that it neither gives nor explains would lose its text with us.
    /// </summary>
    public async Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count > MostIds)
        {
            throw new ArgumentException($"at most {MostIds} posts are fetched at once", nameof(ids));
        }

        var known = ids.Where(XIds.IsId).Distinct(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
        {
            return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read(new Dictionary<string, Mention>());
        }

        var answer = await client.ReadAsync(
            names => XCall.Get("2/tweets", [("ids", string.Join(',', known)), .. names.Parameters]),
            cancellationToken
        );
        return answer.Reading(good => Fetched(good, known));
    }

    private ReadOutcome<IReadOnlyDictionary<string, Mention>> Fetched(XAnswer.Good good, IReadOnlyList<string> ids)
    {
        var (page, problem) = good.Read(XJson.Default.XPage);
        if (page is null)
        {
            return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable(problem!);
        }

        var there = Mentions(page).DistinctBy(mention => mention.Id).ToDictionary(mention => mention.Id, StringComparer.Ordinal);
        var gone = XGone.In(page);
        return ids.FirstOrDefault(id => !there.ContainsKey(id) && !gone.Contains(id)) is { } silent
            ? new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable($"X does not say what became of the post {silent}")
            : new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read(there);
    }

    private IEnumerable<Mention> Mentions(XPage page)
    {
        var users = page.Users();
        return (page.Data ?? []).Select(element => _map.Map(element, users).Mention).OfType<Mention>();
    }
}

/// <summary>Which posts an answer calls gone or hidden.</summary>
internal static class XGone
{
    public static IReadOnlySet<string> In(XPage page) =>
        page.Problems()
            .Where(problem => problem.Kind is "resource-not-found" or "not-authorized-for-resource" or "resource-unavailable")
            .Select(problem => problem.ResourceId ?? problem.Value)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
}
