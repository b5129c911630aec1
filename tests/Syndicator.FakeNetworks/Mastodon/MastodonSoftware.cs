namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>Which software the fake plays, as far as clients see a difference.</summary>
public enum MastodonSoftware
{
    /// <summary>A repeated idempotency key gives the first post again, for an hour.</summary>
    Mastodon,

    /// <summary>4.6: a repeated key gives 500, and the first post is there.</summary>
    Mastodon46,

    /// <summary>Knows no idempotency keys; 5000 characters, 25 a link; no look-up of several posts at once.</summary>
    GoToSocial,

    /// <summary>Knows no keys either; only version 1 of the instance; errors are HTML pages; posts cannot be deleted, nor their source be asked.</summary>
    Snac,
}
