using Syndicator.Networks;
using Syndicator.Nominations.Recognizing;

namespace Syndicator.Nominations.Collecting;

/// <summary>Fetches the posts that mentions refer to, where what they become depends on them.</summary>
internal sealed class FetchContext(MentionSource source, Recognizer recognizer)
{
    /// <summary>What networks take at once.</summary>
    private const int Most = 100;

    /// <returns>Null when everything that is needed is known, or known to be missing.</returns>
    public async Task<SourceTrouble?> RunAsync(MentionBatch batch, CancellationToken cancellationToken)
    {
        if (source.Can<IFetchesPosts>() is not { } network || source.IsWithoutCeiling)
        {
            return null;
        }

        var wanted = batch
            .Posts.SelectMany(post => recognizer.PostsToFetch(batch.Arrive(post)))
            .Where(batch.IsToFetch)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var ids in wanted.Chunk(Most))
        {
            var outcome = await network.FetchAsync(ids, cancellationToken);
            if (outcome.ValueOrDefault() is not { } found)
            {
                return SourceTrouble.Of(outcome);
            }

            batch.Learn(ids, found);
        }

        return null;
    }
}
