using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks;

/// <summary>What every network behind a server keeps to, over real HTTP against its fake server. A network is done when its subclass passes.</summary>
public abstract partial class NetworkContract : PostingContract
{
    /// <summary>Not started; the suite starts and ends it.</summary>
    private protected abstract FakeServer Server { get; }

    private protected override IReadOnlyList<FakePost> Ledger => Server.Ledger;

    /// <summary>Texts that may stand in no reason: tokens, keys, passwords.</summary>
    private protected abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The same fault for the one request that creates a post, and for no other: with its method and path.</summary>
    private protected abstract Fault OnCreating(Fault fault);

    /// <summary>How the network says that nothing is taken until then.</summary>
    /// <param name="until">A whole second.</param>
    private protected abstract Fault Throttling(DateTimeOffset until);

    /// <summary>Refusals of a creating request: at least one of credentials and one of rights.</summary>
    private protected abstract IReadOnlyList<(Fault Fault, RefusalKind Kind)> Refusals { get; }

    /// <summary>Somebody mentions the account. Gives the id by which the network tells of it.</summary>
    private protected abstract string MentionUs(string text);

    /// <summary>Whether a request that ended so may have been carried out; otherwise it surely was not.</summary>
    private protected virtual bool IsUncertain(int status) => status >= 500;

    private protected sealed override Task SetUpAsync() => Server.StartAsync();

    private protected sealed override async ValueTask TearDownAsync()
    {
        await CleanUpAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Throttling_yields_the_time_the_server_names()
    {
        var until = new DateTimeOffset(
            Clock.GetUtcNow().AddMinutes(7).UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
            TimeSpan.Zero
        );
        Server.Plan(OnCreating(Throttling(until)));

        var outcome = await Network.PublishAsync(Post("one"), Cancellation);

        outcome.ShouldBe(new PublishOutcome.Throttled(until));
        await PublishedAsync(Post("one"));
        Server.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_credentials_and_rights_are_refusals()
    {
        foreach (var (fault, kind) in Refusals)
        {
            Server.Plan(OnCreating(fault));

            var refused = (await Network.PublishAsync(Post("one"), Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();

            refused.Kind.ShouldBe(kind, fault.Body);
            refused.Reason.ShouldEndWith(".");
        }

        Server.Ledger.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_server_in_trouble_leaves_a_post_open_or_untaken(int status)
    {
        Server.Plan(OnCreating(new Fault(FaultKind.Status, Status: status, Body: "<html><h1>Sorry</h1></html>")));

        var outcome = await Network.PublishAsync(Post("one"), Cancellation);

        outcome.GetType().ShouldBe(IsUncertain(status) ? typeof(PublishOutcome.Uncertain) : typeof(PublishOutcome.Unavailable));
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Truncate)]
    public async Task A_post_whose_answer_is_lost_is_uncertain_and_found(FaultKind kind)
    {
        var post = Post("one");
        Server.Plan(OnCreating(new Fault(kind, After: true, Status: 200, Body: """{"id":""")));

        (await Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        var found = (await FindAsync(post)).ShouldBeOfType<FindOutcome.Found>();
        found.Post.Id.ShouldBe(Server.Ledger.ShouldHaveSingleItem().Id);
        Uri.TryCreate(found.Post.Url, UriKind.Absolute, out _).ShouldBeTrue(found.Post.Url);
    }

    [Fact]
    public async Task A_reply_whose_answer_is_lost_is_found_below_its_parent()
    {
        var first = await PublishedAsync(Post("one", "First part."));
        var reply = Post("two", "Second part.") with { ReplyTo = first, ThreadRoot = first };
        Server.Plan(OnCreating(new Fault(FaultKind.Drop, After: true)));

        (await Network.PublishAsync(reply, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        (await FindAsync(reply)).ShouldBeOfType<FindOutcome.Found>().Post.Id.ShouldBe(Server.Ledger[1].Id);
    }

    [Fact]
    public async Task A_post_that_never_arrived_is_absent()
    {
        var post = Post("one");
        Server.Plan(OnCreating(new Fault(FaultKind.Drop)));

        (await Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        (await FindAsync(post)).ShouldBeOfType<FindOutcome.Absent>();
        Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_words_of_an_earlier_post_are_not_this_post()
    {
        await PublishedAsync(Post("last-week"));
        var later = Post("this-week") with { FirstAttemptAt = Clock.GetUtcNow().AddHours(1) };

        (await FindAsync(later)).ShouldBeOfType<FindOutcome.Absent>();
    }

    [Fact]
    public async Task The_same_words_elsewhere_are_not_this_reply()
    {
        var first = await PublishedAsync(Post("one"));
        var reply = Post("two") with { ReplyTo = first, ThreadRoot = first };

        (await FindAsync(reply)).ShouldBeOfType<FindOutcome.Absent>();
    }

    [Fact]
    public async Task A_look_up_that_gets_no_answer_learns_nothing()
    {
        var post = await PublishedAsync(Post("one"));
        Server.Plan(new Fault(FaultKind.Status, Status: 503, Body: "<html></html>", Times: 50));

        (await FindAsync(Post("one"))).ShouldBeOfType<FindOutcome.Unavailable>();
        post.Id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_post_that_may_not_leave_any_more_does_not_leave()
    {
        var outcome = await Network.PublishAsync(Post("one") with { MayLeave = () => false }, Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Unavailable>();
        CreatingRequests().ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_out_of_time_after_sending_is_told_that_it_is_uncertain()
    {
        await Network.GetTextRulesAsync(Cancellation);
        await PublishedAsync(Post("warm-up", "Before."));
        Server.Plan(OnCreating(new Fault(FaultKind.Hang, After: true)));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        (await Network.PublishAsync(Post("one"), limit.Token)).ShouldBeOfType<PublishOutcome.Uncertain>();
    }

    [Fact]
    public async Task No_secret_stands_in_any_outcome()
    {
        var echo = string.Join(' ', Secrets);
        Fault[] faults =
        [
            new(FaultKind.Drop),
            new(FaultKind.Status, Status: 401, Body: $$"""{"error":"{{echo}}","detail":"{{echo}}"}"""),
            new(FaultKind.Status, Status: 403, Body: $$"""{"error":"{{echo}}","message":"{{echo}}"}"""),
            new(FaultKind.Status, Status: 422, Body: $$"""{"error":"{{echo}}","detail":"{{echo}}"}"""),
            new(FaultKind.Status, Status: 500, Body: echo),
        ];
        foreach (var fault in faults)
        {
            Server.Plan(OnCreating(fault));
            var outcome = await OutcomeAsync(Post("one"), Cancellation);

            Secrets.ShouldAllBe(secret => !$"{outcome}".Contains(secret, StringComparison.Ordinal), $"{outcome}");
        }
    }

    [Fact]
    public async Task Mentions_come_oldest_first_without_gap_or_repeat()
    {
        Assert.SkipUnless(Network is IReadsMentions, "this network reads no mentions");
        List<string> written = [MentionUs("the first")];
        var (read, cursor) = await ReadAllAsync(null);
        written.AddRange(Enumerable.Range(0, 230).Select(number => MentionUs($"mention {number}")));

        var (pages, next) = await ReadAllAsync(cursor);
        written.Add(MentionUs("the last"));
        var (last, _) = await ReadAllAsync(next);

        read.Concat(pages).Concat(last).Select(mention => mention.Id).ShouldBe(written);
        pages[3].Text.ShouldContain("mention 3");
    }

    [Fact]
    public async Task A_page_that_could_not_be_read_is_read_again()
    {
        Assert.SkipUnless(Network is IReadsMentions, "this network reads no mentions");
        MentionUs("the first");
        var (_, cursor) = await ReadAllAsync(null);
        var id = MentionUs("the second");
        Server.Plan(new Fault(FaultKind.Status, Status: 502, Body: "<html></html>"));

        (await ((IReadsMentions)Network).ReadMentionsAsync(cursor, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();

        (await ReadAllAsync(cursor)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    /// <summary>Every page from a cursor to the end.</summary>
    private protected async Task<(IReadOnlyList<Mention> Mentions, string? Cursor)> ReadAllAsync(string? cursor)
    {
        var mentions = new List<Mention>();
        for (var pages = 0; pages < 20; pages++)
        {
            var outcome = await ((IReadsMentions)Network).ReadMentionsAsync(cursor, Cancellation);
            var page = outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
            page.Unread.ShouldBeEmpty();
            mentions.AddRange(page.Mentions);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (mentions, cursor);
            }
        }

        throw new InvalidOperationException("the pages do not end");
    }

    private protected sealed override int CreatingRequests()
    {
        var creating = OnCreating(new Fault(FaultKind.Drop));
        return Server.Seen.Count(request =>
            request.Method == creating.Method && request.Path.Split('?')[0].StartsWith(creating.Path!, StringComparison.Ordinal)
        );
    }
}
