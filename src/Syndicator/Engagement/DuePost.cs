using Syndicator.Networks;

namespace Syndicator.Engagement;

/// <summary>A post that is to be counted now.</summary>
/// <param name="Id">The delivery's.</param>
/// <param name="MissingAt">Since when it is not where it was sent; null: it was there, or never asked for.</param>
internal sealed record DuePost(string Id, string Part, RemotePost Remote, DateTimeOffset SentAt, DateTimeOffset? MissingAt);

/// <summary>Whether this process may ask for an account's posts now.</summary>
/// <param name="Trouble">What the network said when it named <paramref name="NotBefore"/>.</param>
internal sealed record Turn(bool IsOurs, string? Trouble = null, DateTimeOffset? NotBefore = null);
