using System.Globalization;
using Syndicator.Networks;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.Networks.Bluesky;

/// <summary>
/// Against a real Bluesky network on this machine with the accounts alice and bob, as <c>../shared/servers/bluesky.sh start DIR</c> starts one;
/// <c>SYNDICATOR_TEST_BLUESKY</c> names its address (<c>http://localhost:18583</c>).
/// </summary>
public sealed class BlueskyRealNetworkTests : IDisposable
{
    private readonly RealBluesky _real = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _real.Dispose();

    [Fact]
    public async Task A_thread_sent_twice_is_there_once_and_in_order()
    {
        using var alice = _real.Network("alice");
        using var restarted = _real.Network("alice");
        var run = RealBluesky.Name("thread");
        RemotePost? root = null;
        RemotePost? parent = null;
        var sent = new List<RemotePost>();
        foreach (var part in Enumerable.Range(0, 4))
        {
            var text = $"{run}: part {part} for @bob.test 🦀 #rust";
            var post = RealBluesky.Post($"{run}/{part}", text) with { ReplyTo = parent, ThreadRoot = root };
            parent = await PublishedAsync(alice, post);
            root ??= parent;
            sent.Add(parent);

            (await PublishedAsync(restarted, post with { IsRepeat = true })).ShouldBe(parent);
            (await alice.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Found(parent));
        }

        var answers = await EventuallyAsync(
            // Until the app view has the post it knows no answers to it.
            async () => (await alice.ReadAnswersAsync(root!, Cancellation)).ValueOrDefault() ?? [],
            read => read.Count == 3
        );
        answers.Select(answer => answer.Id).ShouldBe(sent.Skip(1).Select(post => post.Id));
        answers.Select(answer => answer.ParentId).ShouldBe(sent.SkipLast(1).Select(post => post.Id));
    }

    [Fact]
    public async Task What_was_never_sent_is_finally_absent()
    {
        using var alice = _real.Network("alice");
        var post = RealBluesky.Post(RealBluesky.Name("never"), "never sent");

        (await alice.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Absent(IsFinal: true));
    }

    [Fact]
    public async Task Mentions_replies_and_quotes_arrive_once_each_and_oldest_first()
    {
        using var alice = _real.Network("alice");
        using var bob = _real.Network("bob");
        var run = RealBluesky.Name("mentions");
        var (_, before) = await _real.ReadAllAsync(alice, null, Cancellation);
        var invitation = await PublishedAsync(alice, RealBluesky.Post($"{run}/lead", $"{run}: nominate with #cotw"));
        foreach (var number in Enumerable.Range(0, 5))
        {
            var text = $"{run}: @alice.test number {number} #cotw https://crates.io/crates/jiff";
            await PublishedAsync(bob, RealBluesky.Post($"{run}/{number}", text) with { ReplyTo = number % 2 == 0 ? invitation : null });
        }

        var mentions = await EventuallyAsync(
            async () => (await _real.ReadAllAsync(alice, before, Cancellation)).Mentions,
            read => read.Count(mention => mention.Text.Contains(run, StringComparison.Ordinal)) == 5
        );

        mentions = [.. mentions.Where(mention => mention.Text.Contains(run, StringComparison.Ordinal))];
        mentions.Select(mention => mention.Text.Split(' ')[3]).ShouldBe(["0", "1", "2", "3", "4"]);
        mentions.ShouldAllBe(mention => mention.Tags.Contains("cotw") && mention.Links.Contains("https://crates.io/crates/jiff"));
        mentions[0].ParentId.ShouldBe(invitation.Id);
        mentions.ShouldAllBe(mention => mention.Author.Handle == "bob.test" && mention.IsPublic && !mention.Author.IsOurs);
    }

    [Fact]
    public async Task A_post_is_fetched_and_counted()
    {
        using var alice = _real.Network("alice");
        var name = RealBluesky.Name("counted");
        var post = await PublishedAsync(alice, RealBluesky.Post(name, name));

        var fetched = await EventuallyAsync(() => ReadAsync(alice.FetchAsync([post.Id], Cancellation)), read => read.Count == 1);
        fetched[post.Id].Text.ShouldBe(name);
        (await ReadAsync(alice.CountAsync([post], Cancellation)))[post.Id].Total.ShouldBe(0);
    }

    /// <summary>In the repository: the app view of a test network has no images, and may go on showing what is deleted.</summary>
    [Fact]
    public async Task An_image_is_uploaded_and_its_post_removed()
    {
        using var alice = _real.Network("alice");
        var file = _real.WriteImage();
        var name = RealBluesky.Name("image");
        var sent = RealBluesky.Post(name, name) with
        {
            Content = new PostContent { Text = name, Images = [new PostImage(file, "One red dot")] },
        };

        var post = await PublishedAsync(alice, sent);
        (await alice.FindAsync(sent, sent.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Found(post));
        (await alice.DeleteAsync(post, Cancellation)).ShouldBe(new DeleteOutcome.Deleted());
        (await alice.DeleteAsync(post, Cancellation)).ShouldBe(new DeleteOutcome.Deleted());
        (await _real.TimelineAsync(Cancellation)).ShouldNotContain(shown => shown.Id == post.Id);
    }

    [Fact]
    public async Task A_text_of_exactly_the_limit_is_taken()
    {
        using var alice = _real.Network("alice");
        var name = RealBluesky.Name("long");

        await PublishedAsync(alice, RealBluesky.Post(name, string.Concat(Enumerable.Repeat("🦀", 300))));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_a_right_one_verified()
    {
        using var alice = _real.Network("alice");
        using var stranger = _real.Network("alice", "wrong-pass");

        var refused = (
            await stranger.PublishAsync(RealBluesky.Post(RealBluesky.Name("wrong"), "wrong"), Cancellation)
        ).ShouldBeOfType<PublishOutcome.Refused>();
        var standing = await ReadAsync(alice.VerifyAsync(Cancellation));

        refused.Kind.ShouldBe(RefusalKind.Account);
        refused.Reason.ShouldContain("app password");
        (standing.Handle, standing.Missing.Count).ShouldBe(("alice.test", 0));
    }

    private static async Task<RemotePost> PublishedAsync(INetwork network, OutboundPost post)
    {
        var outcome = await network.PublishAsync(post, Cancellation);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }

    private static async Task<T> ReadAsync<T>(Task<ReadOutcome<T>> reading)
    {
        var outcome = await reading;
        return outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;
    }

    /// <summary>The app view follows the servers within a second or two.</summary>
    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> isThere)
    {
        for (var attempt = 1; ; attempt++)
        {
            var value = await read();
            if (isThere(value))
            {
                return value;
            }

            attempt.ShouldBeLessThan(60, string.Create(CultureInfo.InvariantCulture, $"the app view did not show it: {value}"));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        }
    }
}
