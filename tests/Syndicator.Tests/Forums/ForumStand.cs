using Syndicator.FakeNetworks.Discourse;
using Syndicator.Forums;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Forums;

/// <summary>A topic in a fake forum of its own.</summary>
internal sealed class ForumStand : IAsyncDisposable
{
    public const long TopicId = 900;

    private readonly WireClient _wire = new();

    private ForumStand(FakeDiscourse server, TestClock clock) => (Server, Clock) = (server, clock);

    public FakeDiscourse Server { get; }
    public TestClock Clock { get; }
    public WireClient Wire => _wire;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ForumStand> OpenAsync()
    {
        var clock = new TestClock();
        var server = new FakeDiscourse(clock);
        await server.StartAsync();
        return new ForumStand(server, clock);
    }

    /// <summary>As after a start of the program: nothing is remembered.</summary>
    public DiscourseTopic Open() => new(Server.AddressOf(TopicId), _wire, Clock, "https://newsletter.example");

    public FakeForumPost Say(string text, string username = "annika", int? replyTo = null, int type = 1, int daysAgo = 0) =>
        Server.Say(TopicId, text, username, replyTo, type, Clock.GetUtcNow() - TimeSpan.FromDays(daysAgo));

    public static string Id(FakeForumPost post) => FormattableString.Invariant($"{TopicId}/{post.Number}");

    public async Task<MentionPage> ReadAsync(string? cursor)
    {
        var outcome = await Open().ReadMentionsAsync(cursor, Cancellation);
        return outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
    }

    /// <summary>Everything there is from a cursor, and the cursor then.</summary>
    public async Task<(List<Mention> Mentions, string? Cursor)> ReadAllAsync(string? cursor)
    {
        List<Mention> mentions = [];
        MentionPage page;
        do
        {
            page = await ReadAsync(cursor);
            page.Unread.ShouldBeEmpty();
            mentions.AddRange(page.Mentions);
            cursor = page.Cursor;
        } while (page.HasMore);

        return (mentions, cursor);
    }

    public async Task<IReadOnlyDictionary<string, Mention>> FetchAsync(params string[] ids)
    {
        var outcome = await Open().FetchAsync(ids, Cancellation);
        return outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read>(outcome.ToString()).Value;
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await Server.DisposeAsync();
    }
}
