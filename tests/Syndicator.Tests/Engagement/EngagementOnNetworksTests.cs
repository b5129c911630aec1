using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Engagement;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;
using Syndicator.Publishing;
using Syndicator.Tests.Networks.Bluesky;
using Syndicator.Tests.Networks.X;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Engagement;

/// <summary>Posts go out to servers, people there like them, and somebody deletes one.</summary>
public sealed class EngagementOnNetworksTests() : PublishingSuite(new SqliteServer())
{
    private readonly WireClient _wire = new();
    private readonly FakeMastodon _mastodon = new();
    private readonly FakeBluesky _bluesky = new();
    private readonly FakeX _x = new(TimeProvider.System);
    private Dictionary<string, INetwork> _networks = [];

    [Fact]
    public async Task What_people_do_is_counted_and_what_is_deleted_is_gone()
    {
        var (one, other) = (_mastodon.Find(await SentAsync("mastodon", "lead"))!, await SentAsync("mastodon", "crate"));
        _mastodon.Like(one, "ben");
        _mastodon.Boost(one, "ada");
        _mastodon.Write("jiff!", "ben", parentId: one.Id);
        _bluesky.Like(await SentAsync("bluesky", "lead"));
        await CountAsync(TimeSpan.FromDays(1));

        var counted = await CountedAsync();
        counted["mastodon lead"].Counts.ShouldBe(new Reactions(1, 1, 2, 0), "the thread's next part is a reply");
        counted["bluesky lead"].Counts.Likes.ShouldBe(1);
        counted["x lead"].Counts.ShouldBe(new Reactions(0, 0, 0, 0) { Bookmarks = 0, Views = 0 });

        _mastodon.Delete(other);
        _x.Remove(await SentAsync("x", "crate"));
        await CountAsync(TimeSpan.FromDays(6));
        await CountAsync(TimeSpan.FromHours(1));
        (await CountedAsync())
            .Where(pair => pair.Value.GoneAt is not null)
            .Select(pair => pair.Key)
            .ShouldBe(["mastodon crate", "x crate"], ignoreOrder: true);
    }

    [Fact]
    public async Task On_x_a_count_costs_what_the_posts_cost_that_are_there()
    {
        var spending = new Spending(Database, Clock);
        var before = await spending.ReadAsync(Publication.Id, "x", Cancellation);
        await CountAsync(TimeSpan.FromDays(1));
        (await spending.ReadAsync(Publication.Id, "x", Cancellation)).ShouldBe(before + (2 * 0.005m));
        var asked = _x.Seen.Count;

        await CountAsync(TimeSpan.FromDays(1));

        _x.Seen.Count.ShouldBe(asked, "the next time is after a week");
    }

    protected override async Task PrepareAsync()
    {
        await Task.WhenAll(_mastodon.StartAsync(), _bluesky.StartAsync(), _x.StartAsync());
        await JumpAsync(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        var x = XStand.Account(_x) with { Prices = new PostPrices(0.015m, 0.2m, null), Ceiling = 5m };
        Account[] accounts = [Live("mastodon", _mastodon.Address), Live("bluesky", _bluesky.Address), x];
        var secret = new BlueskyWorld.HeldSecret(
            $$"""{"identifier":"{{FakeBluesky.Handle}}","appPassword":"{{FakeBluesky.AppPassword}}"}"""
        );
        var budget = new AccountBudget(new Spending(Database, Clock), Publication.Id, x, Clock);
        _networks = new Dictionary<string, INetwork>(StringComparer.Ordinal)
        {
            ["mastodon"] = new MastodonNetwork(
                accounts[0],
                new Syndicator.Tests.Networks.Mastodon.HeldSecret(FakeMastodon.Token),
                _wire,
                Clock
            ),
            ["bluesky"] = new BlueskyNetwork(accounts[1], secret, _wire, Clock),
            ["x"] = new XNetwork(
                x,
                new Syndicator.Tests.Networks.X.HeldSecret(FakeX.OAuth1Secret),
                _wire,
                TimeProvider.System,
                XStand.Quick,
                budget
            ),
        };
        Publication = Publication with { Accounts = accounts };
        await AnnounceAsync(7, "lead", "crate");
        await Deliverer("worker", networks: (_, account) => _networks[account.Name]).RunAsync(Publication, Cancellation);
        foreach (var account in accounts)
        {
            (await StatesAsync(account.Name)).ShouldBe("delivered delivered", account.Name);
        }
    }

    protected override async ValueTask CleanUpAsync()
    {
        _networks.Values.OfType<IDisposable>().ToList().ForEach(network => network.Dispose());
        _wire.Dispose();
        await _mastodon.DisposeAsync();
        await _bluesky.DisposeAsync();
        await _x.DisposeAsync();
    }

    private static Account Live(string network, Uri server) =>
        Samples.Account(network) with
        {
            Network = network,
            Server = server,
            Mode = AccountMode.Live,
        };

    private async Task<string> SentAsync(string account, string part) =>
        ((DeliveryState.Delivered)(await PostAsync(part, account)).State).RemoteId;

    private async Task CountAsync(TimeSpan after)
    {
        await AdvanceAsync(after);
        var counts = await new CountEngagement(
            Database,
            (_, account) => new PostCounter((ICountsReactions)_networks[account.Name], account),
            new Spending(Database, Clock),
            Clock,
            NullLogger<CountEngagement>.Instance
        ).RunAsync(Publication, Cancellation);
        counts.Select(count => count.Trouble).ShouldAllBe(trouble => trouble == null);
    }

    private async Task<Dictionary<string, CountedPost>> CountedAsync() =>
        (await new EngagementQueries(Database).ListAsync(Publication.Id, 100, Cancellation)).ToDictionary(post =>
            $"{post.Post.Place.Account} {post.Post.Place.Part}"
        );
}
