using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.Engagement;

/// <summary>A post with what readers did with it, as it was counted last.</summary>
/// <param name="CountedAt">Null: it was not there whenever it was asked for.</param>
/// <param name="IsSample">Whether the demonstration made the numbers up.</param>
/// <param name="GoneAt">When it was found not to be there any more; the counts are those of before.</param>
internal sealed record CountedPost(
    Delivery Post,
    DateTimeOffset SentAt,
    Reactions Counts,
    DateTimeOffset? CountedAt,
    bool IsSample,
    DateTimeOffset? GoneAt
);

/// <summary>What readers did with posts of one part that an account sent within one quarter of an hour.</summary>
internal sealed record EngagementSum(
    string Account,
    string Part,
    DateTimeOffset SentAt,
    bool IsSample,
    int PostCount,
    long Likes,
    long Boosts,
    long Replies,
    long Quotes
)
{
    public long Total => Likes + Boosts + Replies + Quotes;
}

/// <summary>The count of one post at one time.</summary>
/// <param name="Post">The delivery's id.</param>
/// <param name="Total">See <see cref="Reactions.Total"/>.</param>
internal sealed record EngagementPoint(string Account, string Post, DateTimeOffset SentAt, DateTimeOffset At, long Total);

/// <summary>What hinders the counting of an account's posts.</summary>
internal sealed record CountingTrouble(string Account, string Text, DateTimeOffset? NotBefore);
