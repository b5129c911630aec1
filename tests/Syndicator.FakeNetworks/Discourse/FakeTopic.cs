namespace Syndicator.FakeNetworks.Discourse;

/// <summary>A topic with all its posts, also those that nobody sees.</summary>
public sealed class FakeTopic(long id, string slug)
{
    public long Id => id;
    public string Slug { get; set; } = slug;

    /// <summary>In the order of the topic.</summary>
    public List<FakeForumPost> Posts { get; } = [];

    /// <summary>The highest number given so far; none is given twice.</summary>
    public int HighestNumber { get; set; }

    /// <summary>200, or what everybody gets who asks for it.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Whether it is longer than the forum lists.</summary>
    public bool IsMega { get; set; }

    /// <summary>Whether the list of all ids comes with it.</summary>
    public bool HasStream { get; set; } = true;

    /// <summary>Readers without rights see neither deleted posts nor whispers.</summary>
    public IEnumerable<FakeForumPost> Shown => Posts.Where(post => post is { IsDeleted: false, Type: not 4 });
}
