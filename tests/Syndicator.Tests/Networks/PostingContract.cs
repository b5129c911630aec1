using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks;

/// <summary>What every network keeps to, also the one without a server. The one place to clean up is <see cref="CleanUpAsync"/>.</summary>
public abstract class PostingContract : IAsyncLifetime
{
    private protected const string Text = "Issue 9001 of the newsletter is out.";

    /// <summary>The same at every call; asked for only after <see cref="SetUpAsync"/>.</summary>
    private protected abstract INetwork Network { get; }

    /// <summary>The same account after a restart of the program: nothing is remembered but what is stored.</summary>
    private protected abstract INetwork Restarted();

    /// <summary>The network's and its server's.</summary>
    private protected abstract TimeProvider Clock { get; }

    /// <summary>What the network has of the account, in order.</summary>
    private protected abstract IReadOnlyList<FakePost> Ledger { get; }

    private protected virtual Task SetUpAsync() => Task.CompletedTask;

    private protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    private protected virtual ValueTask TearDownAsync() => CleanUpAsync();

    /// <summary>How many attempts to make a post the network has seen.</summary>
    private protected virtual int CreatingRequests() => Ledger.Count;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await SetUpAsync();

    public async ValueTask DisposeAsync()
    {
        await TearDownAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_published_post_has_an_id_and_an_address()
    {
        var post = await PublishedAsync(Post("one"));

        post.Id.ShouldBe(Ledger.ShouldHaveSingleItem().Id);
        Uri.TryCreate(post.Url, UriKind.Absolute, out _).ShouldBeTrue(post.Url);
        Ledger[0].Text.ShouldBe(Text);
        CreatingRequests().ShouldBe(1);
    }

    [Fact]
    public async Task Replies_chain_in_order()
    {
        var first = await PublishedAsync(Post("one", "First part."));
        var second = await PublishedAsync(Post("two", "Second part.") with { ReplyTo = first, ThreadRoot = first });
        var third = await PublishedAsync(Post("three", "Third part.") with { ReplyTo = second, ThreadRoot = first });

        Ledger.Select(post => post.Id).ShouldBe([first.Id, second.Id, third.Id]);
        Ledger.Select(post => post.ParentId).ShouldBe([null, first.Id, second.Id]);
    }

    [Fact]
    public async Task A_thread_goes_on_after_a_restart()
    {
        var first = await PublishedAsync(Post("one", "First part."));

        var second = (
            await Restarted().PublishAsync(Post("two", "Second part.") with { ReplyTo = first, ThreadRoot = first }, Cancellation)
        ).ShouldBeOfType<PublishOutcome.Published>();

        Ledger.Select(post => (post.Id, post.ParentId)).ShouldBe([(first.Id, null), (second.Post.Id, first.Id)]);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused_before_any_request()
    {
        var rules = await Network.GetTextRulesAsync(Cancellation);

        var outcome = await Network.PublishAsync(Post("long", new string('a', rules.Limit + 1)), Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Refused>().Kind.ShouldBe(RefusalKind.Post);
        CreatingRequests().ShouldBe(0);
    }

    [Fact]
    public async Task A_text_of_exactly_the_limit_is_published()
    {
        var rules = await Network.GetTextRulesAsync(Cancellation);

        await PublishedAsync(Post("long", new string('a', rules.Limit)));
    }

    [Fact]
    public async Task Language_audience_and_warning_hinder_no_post()
    {
        var content = new PostContent
        {
            Text = "Ein *Teil* & mehr 🦀\n\nhttps://example.org/a?b=c #rust",
            Language = "de",
            Visibility = PostVisibility.Unlisted,
            Warning = "Achtung",
        };

        await PublishedAsync(Post("one") with { Content = content });

        Ledger.ShouldHaveSingleItem().Text.ShouldEndWith(content.Text);
    }

    [Fact]
    public async Task A_published_post_is_found_and_another_is_not_also_after_a_restart()
    {
        var post = Post("one");
        var published = await PublishedAsync(post);
        var reply = Post("two", "Never sent.") with { ReplyTo = published, ThreadRoot = published };

        foreach (var network in (INetwork[])[Network, Restarted()])
        {
            var found = await network.FindAsync(post, post.FirstAttemptAt, Cancellation);
            found.ShouldBeOfType<FindOutcome.Found>(found.ToString()).Post.Id.ShouldBe(published.Id);
            (await network.FindAsync(reply, reply.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Absent>();
        }
    }

    [Fact]
    public async Task A_post_whose_time_is_over_does_not_leave()
    {
        var outcome = await Network.PublishAsync(Post("one") with { MayLeave = () => false }, Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Unavailable>();
        Ledger.ShouldBeEmpty();
        CreatingRequests().ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_caller_publishes_nothing()
    {
        var outcome = await OutcomeAsync(Post("one"), new CancellationToken(canceled: true));

        (outcome is null or PublishOutcome.Unavailable).ShouldBeTrue(outcome?.ToString());
        Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_can_be_edited_says_something_else_and_what_is_gone_stays_gone()
    {
        Assert.SkipUnless(Network is IEditsPosts, "this network edits no posts");
        var edits = (IEditsPosts)Network;
        var post = await PublishedAsync(Post("one"));
        var content = new PostContent { Text = "Corrected: " + Text };

        (await edits.EditAsync(post, content, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        (await edits.EditAsync(post, content, Cancellation)).ShouldBeOfType<EditOutcome.Edited>("once more changes nothing");

        Ledger.ShouldHaveSingleItem().Text.ShouldBe(content.Text);
        var unknown = await edits.EditAsync(post with { Id = UnknownId(post.Id) }, content, Cancellation);
        (unknown is EditOutcome.Gone or EditOutcome.Refused).ShouldBeTrue(unknown.ToString());
    }

    /// <summary>One of the same form that no post has.</summary>
    private protected static string UnknownId(string id)
    {
        var name = id.Split('#')[0];
        return name[..^1] + (name[^1] == '3' ? '4' : '3') + id[name.Length..];
    }

    private protected OutboundPost Post(string key, string text = Text) =>
        new($"pub/issue-9001/account/{key}/g1", new PostContent { Text = text }) { FirstAttemptAt = Clock.GetUtcNow() };

    private protected async Task<RemotePost> PublishedAsync(OutboundPost post)
    {
        var outcome = await Network.PublishAsync(post, Cancellation);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }

    private protected Task<FindOutcome> FindAsync(OutboundPost post) => Network.FindAsync(post, post.FirstAttemptAt, Cancellation);

    /// <summary>Null when it was cancelled.</summary>
    private protected async Task<PublishOutcome?> OutcomeAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        try
        {
            return await Network.PublishAsync(post, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
