using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Looks posts up by their ids, twenty at a time where the server can (4.3 and later), else one by one.</summary>
/// <param name="isThere">Whether the server answers, asked anew: a page that says 404 to everything must not make posts gone.</param>
internal sealed class MastodonPosts(MastodonClient client, Func<CancellationToken, Task<ReadOutcome<MastodonAccount>>> isThere)
{
    private const int BatchSize = 20;

    /// <summary>By id; those that are not in it are gone or hidden.</summary>
    public async Task<ReadOutcome<IReadOnlyDictionary<string, MastodonStatus>>> GetAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var posts = new Dictionary<string, MastodonStatus>(StringComparer.Ordinal);
        foreach (var batch in ids.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var outcome = await GetBatchAsync(batch, cancellationToken);
            if (outcome.ValueOrDefault() is not { } found)
            {
                return outcome.Then<IReadOnlyList<MastodonStatus>, IReadOnlyDictionary<string, MastodonStatus>>(_ =>
                    throw new InvalidOperationException()
                );
            }

            foreach (var post in found)
            {
                posts[post.Id!] = post;
            }
        }

        return new ReadOutcome<IReadOnlyDictionary<string, MastodonStatus>>.Read(posts);
    }

    private async Task<ReadOutcome<IReadOnlyList<MastodonStatus>>> GetBatchAsync(string[] ids, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(
            "api/v1/statuses?" + string.Join('&', ids.Select(id => "id[]=" + Uri.EscapeDataString(id))),
            cancellationToken
        );
        return answer is WireAnswer.Received { Status: 400 or 404 or 405 or 410 or 422 or 501 }
            ? await GetSinglyAsync(ids, cancellationToken)
            : client.Understand(answer, MastodonJson.Default.IReadOnlyListJsonElement).Then(Understand);
    }

    private ReadOutcome<IReadOnlyList<MastodonStatus>> Understand(IReadOnlyList<JsonElement> items)
    {
        var posts = items.Select(item => MastodonReader.Item(item, MastodonJson.Default.MastodonStatus)).ToList();
        return posts.TrueForAll(post => post is { Id.Length: > 0 })
            ? new ReadOutcome<IReadOnlyList<MastodonStatus>>.Read([.. posts.OfType<MastodonStatus>()])
            : new ReadOutcome<IReadOnlyList<MastodonStatus>>.Unavailable(
                $"{client.Server.Host} tells of a post that cannot be understood."
            );
    }

    private async Task<ReadOutcome<IReadOnlyList<MastodonStatus>>> GetSinglyAsync(string[] ids, CancellationToken cancellationToken)
    {
        var posts = new List<MastodonStatus>();
        foreach (var id in ids)
        {
            var answer = await client.GetAsync("api/v1/statuses/" + Uri.EscapeDataString(id), cancellationToken);
            if (answer is WireAnswer.Received { Status: 404 or 410 } gone)
            {
                var there = gone.IsJson ? null : await isThere(cancellationToken);
                if (there is null or ReadOutcome<MastodonAccount>.Read)
                {
                    continue;
                }

                return new ReadOutcome<IReadOnlyList<MastodonStatus>>.Unavailable(there.Reason());
            }

            var outcome = client.Understand(answer, MastodonJson.Default.MastodonStatus);
            if (outcome.ValueOrDefault() is not { } post)
            {
                return outcome.Then<MastodonStatus, IReadOnlyList<MastodonStatus>>(_ => throw new InvalidOperationException());
            }

            // Some software gives a post a new id when it is edited and still knows the old one.
            posts.Add(post with { Id = id });
        }

        return new ReadOutcome<IReadOnlyList<MastodonStatus>>.Read(posts);
    }
}
