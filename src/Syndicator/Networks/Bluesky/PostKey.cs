using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Networks.Bluesky;

/// <summary>The record key and creation time of a post: the same at every attempt, so that writing it again writes nothing.</summary>
internal sealed record PostKey(string Key, DateTimeOffset CreatedAt)
{
    private static readonly long s_farthest = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>
    /// Made of the time of the first attempt (which is stored in milliseconds), and of the idempotency key where two posts could have the same. Later than that
    /// of the post it answers, should the clock have been set back: threads are read in the order of their keys.
    /// </summary>
    /// <param name="did">Whose post it will be.</param>
    public static PostKey Of(OutboundPost post, string did)
    {
        var milliseconds = post.FirstAttemptAt.ToUnixTimeMilliseconds();
        if (
            PostRef.Parse(post.ReplyTo?.Id) is { } parent
            && parent.Did == did
            && Tid.Microseconds(parent.Key) / 1000 is { } before
            && before >= milliseconds
            && before - milliseconds < s_farthest
        )
        {
            milliseconds = before + 1;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(post.IdempotencyKey));
        var microseconds = BinaryPrimitives.ReadUInt32BigEndian(hash) % 1000;
        var clockId = BinaryPrimitives.ReadUInt16BigEndian(hash.AsSpan(4)) % 1024;
        return new PostKey(Tid.Of((milliseconds * 1000) + microseconds, clockId), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }
}
