namespace Syndicator.IntegrationTests.Torture;

/// <summary>What is done to one store.</summary>
/// <param name="Kills">At least so many.</param>
/// <param name="Issues">At least so many; each is a thread on every account.</param>
/// <param name="IsShort">Four accounts and threads of four instead of ten and ten.</param>
internal sealed record TorturePlan(int Kills, int Issues, int Seed, bool IsShort)
{
    /// <summary>Of one store: all are young, and a look-up on Mastodon reads no more than 200 young ones of an account.</summary>
    private const int MostPosts = 500;
    private const int PostsOfIssue = 100;

    /// <summary>Stores enough for so many kills and posts.</summary>
    /// <param name="posts">0: the short one.</param>
    public static IReadOnlyList<TorturePlan> Divide(int kills, int posts, int seed)
    {
        if (posts == 0)
        {
            return [new TorturePlan(kills, Issues: 1, seed, IsShort: true)];
        }

        var stores = DivideUp(posts, MostPosts);
        var (killsEach, issuesEach) = (DivideUp(kills, stores), DivideUp(posts, stores * PostsOfIssue));
        return [.. Enumerable.Range(0, stores).Select(at => new TorturePlan(killsEach, issuesEach, seed + (at * 100), IsShort: false))];
    }

    private static int DivideUp(int number, int by) => (number + by - 1) / by;
}
