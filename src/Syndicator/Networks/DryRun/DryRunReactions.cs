using System.Globalization;

namespace Syndicator.Networks.DryRun;

/// <summary>
/// What readers of a demonstration would do with its posts: numbers made up of the post's id and its age, the same at every question, growing as such numbers
/// do. Whoever shows them says that nobody counted.
/// </summary>
internal sealed class DryRunReactions(DryRunLedger ledger, TimeProvider clock) : ICountsReactions
{
    /// <summary>After so long there are half as many as there will ever be: nobody waits for a day before a demonstration.</summary>
    private static readonly TimeSpan s_half = TimeSpan.FromMinutes(6);

    private const int MostLikes = 120;

    public async Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var asked = posts.Select(post => post.Id).ToHashSet(StringComparer.Ordinal);
            var now = clock.GetUtcNow();
            var counts = new Dictionary<string, Reactions>(StringComparer.Ordinal);
            await foreach (var entry in ledger.ReadAsync(cancellationToken))
            {
                if (asked.Contains(entry.Id))
                {
                    counts[entry.Id] = Of(entry, now - entry.At);
                }
            }

            return new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read(counts);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Unavailable(
                $"{ledger.File} cannot be read ({exception.Message.TrimEnd('.')})."
            );
        }
    }

    /// <summary>The first post of a thread is seen by most.</summary>
    private static Reactions Of(DryRunEntry entry, TimeSpan age)
    {
        var chance = int.Parse(entry.Id.AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 65536.0;
        var grown = age > TimeSpan.Zero ? 1 - Math.Pow(2, -age / s_half) : 0;
        var likes = (int)(grown * (0.25 + (0.75 * chance)) * MostLikes / (entry.ReplyTo is null ? 1 : 4));
        return new Reactions(likes, likes / 3, likes / 12, likes / 20);
    }
}
