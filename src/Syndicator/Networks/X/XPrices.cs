using Syndicator.Configuration;

namespace Syndicator.Networks.X;

/// <summary>What X charges, in US$ (https://docs.x.com/x-api/getting-started/pricing). Pure.</summary>
internal sealed record XPrices
{
    /// <summary>The list of August 2026.</summary>
    public static XPrices List { get; } = new();

    public decimal Post { get; init; } = 0.015m;
    public decimal PostWithLink { get; init; } = 0.200m;

    /// <summary>An answer to somebody who mentioned the account.</summary>
    public decimal SummonedPost { get; init; } = 0.010m;
    public decimal PostRead { get; init; } = 0.005m;

    /// <summary>Own posts and own mentions, where the account owns the app.</summary>
    public decimal OwnedRead { get; init; } = 0.001m;
    public decimal UserRead { get; init; } = 0.010m;
    public decimal Deletion { get; init; } = 0.010m;
    public decimal ContentChange { get; init; } = 0.005m;
    public decimal MediaDescription { get; init; } = 0.005m;

    /// <summary>The list with the prices of posts that the configuration states.</summary>
    public static XPrices Of(PostPrices configured) => List with { Post = configured.Post, PostWithLink = configured.PostWithLink };

    public decimal Cost(XUse use) =>
        (use.Posts * Post)
        + (use.PostsWithLink * PostWithLink)
        + (use.SummonedPosts * SummonedPost)
        + (use.PostReads * PostRead)
        + (use.OwnedReads * OwnedRead)
        + (use.UserReads * UserRead)
        + (use.Deletions * Deletion)
        + (use.ContentChanges * ContentChange)
        + (use.MediaDescriptions * MediaDescription);
}

/// <summary>Things that cost, and how many of them.</summary>
internal sealed record XUse
{
    public int Posts { get; init; }
    public int PostsWithLink { get; init; }
    public int SummonedPosts { get; init; }
    public int PostReads { get; init; }
    public int OwnedReads { get; init; }
    public int UserReads { get; init; }
    public int Deletions { get; init; }
    public int ContentChanges { get; init; }
    public int MediaDescriptions { get; init; }

    /// <summary>Making a post. What X makes a link of counts, meant or not: <c>main.rs</c> too.</summary>
    public static XUse Of(PostContent content)
    {
        var hasLink = content.HasLink || new XTextRules().FindEntities(content.Text).Any(entity => entity.Kind == TextEntityKind.Link);
        return new XUse
        {
            Posts = hasLink ? 0 : 1,
            PostsWithLink = hasLink ? 1 : 0,
            MediaDescriptions = content.Images.Count,
        };
    }

    /// <summary>One look for a post among our own.</summary>
    /// <param name="posts">Posts of the account since the first attempt.</param>
    public static XUse OfLookUp(int posts) => new() { OwnedReads = posts };

    /// <summary>Reading mentions. Whether X charges for the authors it gives with them is not stated: counted as if.</summary>
    /// <param name="ownsApp">Whether the account that reads owns the app.</param>
    public static XUse OfMentions(int mentions, int authors, bool ownsApp) =>
        new()
        {
            OwnedReads = ownsApp ? mentions : 0,
            PostReads = ownsApp ? 0 : mentions,
            UserReads = authors,
        };

    public static XUse operator +(XUse one, XUse other) =>
        new()
        {
            Posts = one.Posts + other.Posts,
            PostsWithLink = one.PostsWithLink + other.PostsWithLink,
            SummonedPosts = one.SummonedPosts + other.SummonedPosts,
            PostReads = one.PostReads + other.PostReads,
            OwnedReads = one.OwnedReads + other.OwnedReads,
            UserReads = one.UserReads + other.UserReads,
            Deletions = one.Deletions + other.Deletions,
            ContentChanges = one.ContentChanges + other.ContentChanges,
            MediaDescriptions = one.MediaDescriptions + other.MediaDescriptions,
        };
}
