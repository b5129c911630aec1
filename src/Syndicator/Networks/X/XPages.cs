namespace Syndicator.Networks.X;

/// <summary>Reads lists of posts page by page.</summary>
internal sealed class XPages(XClient client, XMeter meter)
{
    /// <summary>The most posts that X gives on one page of a list.</summary>
    public const int PageSize = 100;

    /// <summary>The newest pages of a list, as many as asked for, and whether there are more.</summary>
    /// <param name="parameters">Without paging and fields.</param>
    /// <param name="isEnough">Whether what comes after a page is not wanted.</param>
    public async Task<ReadOutcome<(IReadOnlyList<XPage> Pages, bool HasMore)>> ReadAsync(
        string path,
        IReadOnlyList<(string Key, string Value)> parameters,
        int mostPages,
        Func<XPage, bool> isEnough,
        Action<XTrouble> troubled,
        CancellationToken cancellationToken
    )
    {
        var pages = new List<XPage>();
        for (string? token = null; ; )
        {
            var next = token;
            var answer = await client.ReadAsync(names => Page(path, parameters, names, next), cancellationToken);
            if (answer is XAnswer.Refused refused)
            {
                troubled(refused.Trouble);
            }

            var read = answer.Reading(Understand);
            if (read is not ReadOutcome<XPage>.Read { Value: var page })
            {
                return read.Failed<XPage, (IReadOnlyList<XPage>, bool)>();
            }

            pages.Add(page);
            token = page.Meta!.NextToken;
            if (string.IsNullOrEmpty(token) || isEnough(page) || pages.Count == mostPages)
            {
                return new ReadOutcome<(IReadOnlyList<XPage>, bool)>.Read((pages, !string.IsNullOrEmpty(token) && !isEnough(page)));
            }

            if (token == next)
            {
                return new ReadOutcome<(IReadOnlyList<XPage>, bool)>.Unavailable("X's pages go round in a circle.");
            }
        }
    }

    /// <summary>A page that says what it holds. One that says nothing is no empty one.</summary>
    public static ReadOutcome<XPage> Understand(XAnswer.Good good)
    {
        var (page, problem) = good.Read(XJson.Default.XPage);
        return page switch
        {
            null => new ReadOutcome<XPage>.Unavailable($"X gave an answer that cannot be read: {problem}."),
            { Meta: null } or { Data: null, Meta.ResultCount: not "0" } => new ReadOutcome<XPage>.Unavailable(
                "X gave an answer that is no page of posts."
            ),
            _ => new ReadOutcome<XPage>.Read(page),
        };
    }

    private XCall Page(string path, IReadOnlyList<(string Key, string Value)> parameters, XNames names, string? token) =>
        XCall.Get(
            path,
            [
                .. parameters,
                ("max_results", FormattableString.Invariant($"{meter.PageSize}")),
                .. names.Parameters,
                .. token is null ? Array.Empty<(string, string)>() : [("pagination_token", token)],
            ]
        );
}
