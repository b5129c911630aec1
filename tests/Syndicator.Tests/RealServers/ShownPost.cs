namespace Syndicator.Tests.RealServers;

/// <summary>A post as a server shows it to anybody who asks: the other side's ledger.</summary>
/// <param name="Id">As the outbox keeps it.</param>
/// <param name="ParentId">Null: it answers nothing.</param>
internal sealed record ShownPost(string Id, string? ParentId, string Text);

/// <summary>A post and those below it.</summary>
internal static class ShownThread
{
    /// <summary>The ids of a thread from one post down, by what each answers: a server may keep no order within a second. Two answers to one post end it.</summary>
    public static IReadOnlyList<string> From(string first, IReadOnlyList<ShownPost> posts)
    {
        var chain = new List<string> { first };
        while (posts.Where(post => post.ParentId == chain[^1]).ToList() is [var next])
        {
            chain.Add(next.Id);
        }

        return chain;
    }
}
