using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Looks posts up: by their ids, below one, and what readers did with them.</summary>
internal sealed class BlueskyPosts(BlueskySessions sessions, Xrpc xrpc)
{
    /// <summary>In one call of <c>app.bsky.feed.getPosts</c>.</summary>
    private const int MostInOneCall = 25;

    private const int AnswerDepth = 20;
    private const int MostAnswers = 2000;

    public async Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var (session, problem) = await sessions.GetAsync(cancellationToken);
        return session is null
            ? problem!.ToRead<IReadOnlyDictionary<string, Mention>>(_ => new Dictionary<string, Mention>())
            // The id stays as it was asked for, also where the post has another content by now.
            : await ViewsAsync(
                ids,
                (id, view) => BlueskyPostReader.Read(view, session.Did).Mention is { } post ? post with { Id = id } : null,
                cancellationToken
            );
    }

    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) => ViewsAsync([.. posts.Select(post => post.Id)], (_, view) => Count(view), cancellationToken);

    /// <summary>Everything below a post, oldest first; what is deleted or blocked is left out.</summary>
    public async Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken)
    {
        if (PostRef.Parse(post.Id) is not { } root)
        {
            return new ReadOutcome<IReadOnlyList<Mention>>.Refused(RefusalKind.Post, $"{post.Url} is no post on Bluesky.");
        }

        var (session, problem) = await sessions.GetAsync(cancellationToken);
        var answer = session is null
            ? problem!
            : await xrpc.ReadAsync(
                "app.bsky.feed.getPostThread",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"uri={System.Uri.EscapeDataString(root.Uri)}&depth={AnswerDepth}&parentHeight=0"
                ),
                cancellationToken
            );
        return answer.ToRead<IReadOnlyList<Mention>>(body => Below(body.Member("thread"), session!.Did));
    }

    private async Task<ReadOutcome<IReadOnlyDictionary<string, T>>> ViewsAsync<T>(
        IReadOnlyList<string> ids,
        Func<string, JsonElement, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var asked = ids.Distinct(StringComparer.Ordinal)
            .Select(id => (Id: id, Post: PostRef.Parse(id)))
            .Where(pair => pair.Post is not null)
            .ToLookup(pair => pair.Post!.Uri, pair => pair.Id, StringComparer.Ordinal);
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var chunk in asked.Chunk(MostInOneCall))
        {
            var query = string.Join('&', chunk.Select(post => "uris=" + System.Uri.EscapeDataString(post.Key)));
            var answer = await xrpc.ReadAsync("app.bsky.feed.getPosts", query, cancellationToken);
            if (answer is not XrpcAnswer.Done { Body: var body })
            {
                return answer.ToRead<IReadOnlyDictionary<string, T>>(_ => found);
            }

            foreach (var (uri, view) in body.List("posts").Select(view => (Uri(view), view)).Where(pair => pair.Item1 is not null))
            {
                foreach (var id in asked[uri!])
                {
                    if (read(id, view) is { } value)
                    {
                        found[id] = value;
                    }
                }
            }
        }

        return new ReadOutcome<IReadOnlyDictionary<string, T>>.Read(found);
    }

    private static string? Uri(JsonElement view)
    {
        try
        {
            return view.Text("uri");
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Reactions Count(JsonElement view) =>
        new(Number(view, "likeCount"), Number(view, "repostCount"), Number(view, "replyCount"), view.Number("quoteCount"))
        {
            Bookmarks = view.Number("bookmarkCount"),
        };

    private static int Number(JsonElement view, string name) => Math.Max(view.Number(name) ?? 0, 0);

    private static List<Mention> Below(JsonElement thread, string ourDid)
    {
        var answers = new List<Mention>();
        var open = new Queue<JsonElement>(thread.List("replies"));
        while (answers.Count < MostAnswers && open.TryDequeue(out var answer))
        {
            if (BlueskyPostReader.Read(answer.Member("post"), ourDid).Mention is { } mention)
            {
                answers.Add(mention);
            }

            foreach (var below in answer.List("replies"))
            {
                open.Enqueue(below);
            }
        }

        return [.. answers.OrderBy(answer => answer.PostedAt)];
    }
}
