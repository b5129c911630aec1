using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Who liked and boosted a post. Servers show those they know of; https://docs.joinmastodon.org/methods/statuses/#favourited_by</summary>
internal sealed class MastodonReactions(MastodonClient client)
{
    private const int PageSize = 80;

    /// <summary>400 people of either kind.</summary>
    private const int MostPages = 5;

    public async Task<ReadOutcome<IReadOnlyList<Reaction>>> ReadAsync(string postId, CancellationToken cancellationToken) =>
        await (await ReadAsync(postId, "favourited_by", ReactionKind.Like, cancellationToken)).ThenAsync(async likes =>
            (await ReadAsync(postId, "reblogged_by", ReactionKind.Boost, cancellationToken)).Then(boosts => new ReadOutcome<
                IReadOnlyList<Reaction>
            >.Read([.. likes, .. boosts]))
        );

    private async Task<ReadOutcome<IReadOnlyList<Reaction>>> ReadAsync(
        string postId,
        string list,
        ReactionKind kind,
        CancellationToken cancellationToken
    )
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = FormattableString.Invariant($"api/v1/statuses/{Uri.EscapeDataString(postId)}/{list}?limit={PageSize}");
            var answer = await client.GetAsync(path + (before is null ? "" : "&max_id=" + Uri.EscapeDataString(before)), cancellationToken);
            var outcome = client.Understand(answer, MastodonJson.Default.IReadOnlyListJsonElement);
            if (outcome.ValueOrDefault() is not { } items)
            {
                return outcome.Failed<IReadOnlyList<JsonElement>, IReadOnlyList<Reaction>>();
            }

            people.UnionWith(
                items
                    .Select(item => MastodonReader.Item(item, MastodonJson.Default.MastodonAccount)?.Id)
                    .OfType<string>()
                    .Where(id => id.Length > 0)
            );
            var next = Older(answer);
            if (items.Count == 0 || next is null || next == before)
            {
                break;
            }

            before = next;
        }

        return new ReadOutcome<IReadOnlyList<Reaction>>.Read([.. people.Select(id => new Reaction(id, kind))]);
    }

    /// <summary>The server's own word for the next page: what it counts by is no account's id.</summary>
    private string? Older(WireAnswer answer) =>
        answer is WireAnswer.Received received
            ? MastodonLinks.Parameter(MastodonLinks.Parse(MastodonHeaders.Value(received.Headers, "Link"), client.Server).Next, "max_id")
            : null;
}
