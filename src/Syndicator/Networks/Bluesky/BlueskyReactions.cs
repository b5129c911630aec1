using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Who liked and reposted a post (https://docs.bsky.app/docs/api/app-bsky-feed-get-likes).</summary>
internal sealed class BlueskyReactions(Xrpc xrpc)
{
    private const int PageSize = 100;

    /// <summary>500 people of either kind.</summary>
    private const int MostPages = 5;

    public async Task<ReadOutcome<IReadOnlyList<Reaction>>> ReadAsync(RemotePost post, CancellationToken cancellationToken)
    {
        if (PostRef.Parse(post.Id) is not { } ours)
        {
            return new ReadOutcome<IReadOnlyList<Reaction>>.Refused(RefusalKind.Post, $"{post.Url} is no post on Bluesky.");
        }

        var likes = await ReadAsync(
            "app.bsky.feed.getLikes",
            ours.Uri,
            "likes",
            like => like.Member("actor"),
            ReactionKind.Like,
            cancellationToken
        );
        return await likes.ThenAsync(async found =>
        {
            var boosts = await ReadAsync(
                "app.bsky.feed.getRepostedBy",
                ours.Uri,
                "repostedBy",
                person => person,
                ReactionKind.Boost,
                cancellationToken
            );
            return boosts.Then(others => new ReadOutcome<IReadOnlyList<Reaction>>.Read([.. found, .. others]));
        });
    }

    private async Task<ReadOutcome<IReadOnlyList<Reaction>>> ReadAsync(
        string method,
        string uri,
        string list,
        Func<JsonElement, JsonElement> person,
        ReactionKind kind,
        CancellationToken cancellationToken
    )
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"uri={Uri.EscapeDataString(uri)}&limit={PageSize}");
            var answer = await xrpc.ReadAsync(
                method,
                query + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)),
                cancellationToken
            );
            if (answer is not XrpcAnswer.Done { Body: var body })
            {
                return answer.ToRead<IReadOnlyList<Reaction>>(_ => []);
            }

            people.UnionWith(body.List(list).Select(item => Did(person(item))).OfType<string>());
            var next = body.Text("cursor");
            if (string.IsNullOrEmpty(next) || next == cursor)
            {
                break;
            }

            cursor = next;
        }

        return new ReadOutcome<IReadOnlyList<Reaction>>.Read([.. people.Select(did => new Reaction(did, kind))]);
    }

    private static string? Did(JsonElement person)
    {
        try
        {
            return person.Text("did") is { } did && PostRef.IsDid(did) ? did : null;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair in it.
            return null;
        }
    }
}
