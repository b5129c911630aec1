using System.Text.Json;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

/// <summary>Bodies as X's documentation and its users give them.</summary>
public class XExamplesTests
{
    [Theory]
    [InlineData("tweet-created.json")]
    [InlineData("tweet-created-post-names.json")]
    [InlineData("tweet-created-minimal.json")]
    [InlineData("tweet-created-with-errors.json")]
    [InlineData("tweet-created-reply.json")]
    [InlineData("tweet-created-media.json")]
    [InlineData("tweet-edited.json")]
    public async Task A_created_post_is_published_in_either_vocabulary(string file)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/2/tweets", Status: 201, Body: Body(file)));

        var post = await stand.PublishedAsync(stand.Post("Hello."));

        post.Id.ShouldBe(SharedVectors.Read(Path(file)).GetProperty("data").GetProperty("id").GetString());
        post.Url.ShouldBe($"https://x.com/ThisWeekInRust/status/{post.Id}");
    }

    [Fact]
    public async Task Two_pages_of_mentions_are_read_oldest_first_with_their_whole_text()
    {
        await using var stand = await XStand.OpenAsync();
        Plan(stand, "users-me.json", "/2/users/me");
        Plan(stand, "mentions-page1.json", "/2/users/2300000042/mentions");
        Plan(stand, "mentions-page2.json", "/2/users/2300000042/mentions");

        var page = await stand.ReadAsync("2092500000000000000");

        page.Mentions.Select(mention => mention.Id)
            .ShouldBe(["2092888722109366283", "2092909987230646284", "2092916278686646285", "2092930119889846286"]);
        page.Cursor.ShouldBe("2092930119889846286");
        page.HasMore.ShouldBeFalse();
        page.Unread.ShouldBeEmpty();
        var (crate, quote, long_, quoting) = (page.Mentions[0], page.Mentions[1], page.Mentions[2], page.Mentions[3]);
        crate.Text.ShouldBe("@ThisWeekInRust #cotw: jiff & serde_with https://crates.io/crates/jiff");
        crate.Links.ShouldBe(["https://crates.io/crates/jiff"]);
        crate.Tags.ShouldBe(["cotw"]);
        crate.Author.ShouldBe(new MentionAuthor("1500000000000000101", "annika_rs", "Annika", "https://x.com/annika_rs"));
        crate.PostedAt.ShouldBe(new DateTimeOffset(2026, 8, 27, 8, 15, 30, TimeSpan.Zero));
        quote.ParentId.ShouldBe("2092582835712950273");
        quote.ConversationId.ShouldBe("2092582835712950273");
        long_.Text.ShouldEndWith("and that is why I stay. @ThisWeekInRust");
        long_.Links.ShouldBeEmpty();
        quoting.QuotedId.ShouldBe("2092582835712950273");
        quoting.Text.ShouldBe("Nice issue again, @ThisWeekInRust");
        quoting.Links.ShouldBeEmpty();
        stand.Server.Seen[^1].Path.ShouldContain("pagination_token=7140dibdnow9c7btw4539n0vybdnx19ylpayqf16fjt4l");
        stand.Server.Seen[^1].Path.ShouldContain("since_id=2092500000000000000");
    }

    [Theory]
    [InlineData("mentions-post-names.json", 2)]
    [InlineData("mentions-mixed-names.json", 1)]
    [InlineData("mentions-with-partial-error.json", 1)]
    [InlineData("mentions-empty.json", 0)]
    public async Task Mentions_are_read_in_either_vocabulary(string file, int count)
    {
        await using var stand = await XStand.OpenAsync();
        Plan(stand, "users-me-post-names.json", "/2/users/me");
        Plan(stand, file, "/2/users/2300000042/mentions");

        var page = await stand.ReadAsync("2092500000000000000");

        page.Mentions.Count.ShouldBe(count);
        page.Unread.ShouldBeEmpty();
        page.Mentions.ShouldAllBe(mention =>
            mention.ParentId == "2092582835712950273" || mention.QuotedId != null || mention.Text.Length > 300
        );
        page.Cursor.ShouldBe(count == 0 ? "2092500000000000000" : page.Mentions[^1].Id);
    }

    [Fact]
    public async Task Both_parts_of_a_thread_are_found_in_the_timeline_and_a_missing_one_is_not()
    {
        await using var stand = await XStand.OpenAsync();
        var at = new DateTimeOffset(2026, 8, 26, 12, 0, 0, TimeSpan.Zero);
        var lead = new OutboundPost(
            "lead",
            new PostContent
            {
                Text = "This Week in Rust 666 is out! 🦀\n\nhttps://this-week-in-rust.org/blog/2026/08/26/this-week-in-rust-666/",
            }
        );
        var part = new OutboundPost(
            "crate",
            new PostContent { Text = "Crate of the Week: serde_with, helpers for (de)serialisation." },
            new RemotePost("2092582835712950273", "")
        );

        (await Found("user-tweets-reconcile.json", lead, at)).ShouldBe("2092582835712950273");
        (await Found("user-tweets-reconcile.json", part, at)).ShouldBe("2092582862975926274");
        (await Found("user-tweets-reconcile-none.json", part, at)).ShouldBe("absent");
        (await Found("user-tweets-reconcile.json", lead, at.AddDays(7))).ShouldBe("absent");
        (await Found("user-tweets-reconcile.json", part with { ReplyTo = null }, at)).ShouldBe("absent");

        async Task<string> Found(string file, OutboundPost post, DateTimeOffset since)
        {
            Plan(stand, file, "/2/users/2300000042/tweets");
            var outcome = await stand.Network.FindAsync(post, since, TestContext.Current.CancellationToken);
            return outcome is FindOutcome.Found found ? found.Post.Id
                : outcome is FindOutcome.Absent ? "absent"
                : $"{outcome}";
        }
    }

    [Fact]
    public void Bare_domains_and_escaped_signs_are_the_text_that_was_sent()
    {
        var post = SharedVectors.Read(Path("tweet-bare-domains.json")).GetProperty("data").Deserialize(XJson.Default.XPost)!;

        XPostText.Says(post, new PostContent { Text = "Put it into main.rs or lib.rs <3" }).ShouldBeTrue();
        XPostText.Says(post, new PostContent { Text = "Put it into main.rs or lib.rs" }).ShouldBeFalse();
        XPostText.Plain(post).ShouldBe("Put it into http://main.rs or http://lib.rs <3");
    }

    [Fact]
    public async Task Posts_that_are_gone_or_hidden_are_not_in_a_look_up_and_silence_is_no_answer()
    {
        await using var stand = await XStand.OpenAsync();
        string[] ids = ["2092582835712950273", "2092909987230646284", "2092916278686646285"];
        Plan(stand, "tweets-lookup-partial.json", "/2/tweets");
        Plan(stand, "tweets-lookup-partial.json", "/2/tweets");
        Plan(stand, "tweet-lookup-missing.json", "/2/tweets");

        var some = await stand.Network.FetchAsync(ids, TestContext.Current.CancellationToken);
        var silent = await stand.Network.FetchAsync([.. ids, "2092000000000000000"], TestContext.Current.CancellationToken);
        var none = await stand.Network.FetchAsync([ids[1]], TestContext.Current.CancellationToken);

        some.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read>().Value.Keys.ShouldBe([ids[0]]);
        silent.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable>();
        none.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read>().Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("search-recent.json", 2)]
    [InlineData("search-conversation.json", 2)]
    [InlineData("search-empty.json", 0)]
    public async Task Answers_are_read_from_a_search(string file, int count)
    {
        await using var stand = await XStand.OpenAsync();
        Plan(stand, file, "/2/tweets/search/recent");

        var read = await stand.Network.ReadAnswersAsync(new RemotePost("2092582835712950273", ""), TestContext.Current.CancellationToken);

        var answers = read.ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Read>(read.ToString()).Value;
        answers.Count.ShouldBe(count);
        answers.Select(answer => answer.Id).ShouldBeInOrder();
        Uri.UnescapeDataString(stand.Server.Seen[^1].Path)
            .ShouldContain("query=(conversation_id:2092582835712950273 OR in_reply_to_tweet_id:2092582835712950273) -is:retweet&");
    }

    [Theory]
    [InlineData("error-400-invalid-request.json", 400, "Post")]
    [InlineData("error-400-unknown-parameter.json", 400, "Post")]
    [InlineData("error-401.json", 401, "Account")]
    [InlineData("error-402-credits.json", 402, "Budget")]
    [InlineData("error-403-client-not-enrolled.json", 403, "Account")]
    [InlineData("error-403-duplicate.json", 403, "Post")]
    [InlineData("error-403-invalid-url.json", 403, "Post")]
    [InlineData("error-403-not-permitted.json", 403, "Post")]
    [InlineData("error-403-oauth1-permissions.json", 403, "Account")]
    [InlineData("error-403-parent-not-visible.json", 403, "Unavailable")]
    [InlineData("error-403-reply-restricted.json", 403, "Post")]
    [InlineData("error-403-reply-restricted-older.json", 403, "Post")]
    [InlineData("error-403-spend-cap.json", 403, "Budget")]
    [InlineData("error-403-suspended-legacy.json", 403, "Account")]
    [InlineData("error-403-unsupported-authentication.json", 403, "Account")]
    [InlineData("error-404.json", 404, "Account")]
    [InlineData("error-429.json", 429, "Throttled")]
    [InlineData("error-429-24h.json", 429, "Throttled")]
    [InlineData("error-429-legacy.json", 429, "Throttled")]
    [InlineData("error-429-usage-capped.json", 429, "Budget")]
    [InlineData("error-500.json", 500, "Uncertain")]
    [InlineData("error-503.json", 503, "Uncertain")]
    public async Task Every_error_that_is_known_has_its_outcome(string file, int status, string outcome)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/2/tweets", Status: status, Body: Body(file)));

        var ended = await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken);

        ended
            .Match(_ => "Published", refused => $"{refused.Kind}", _ => "Throttled", _ => "Unavailable", _ => "Uncertain")
            .ShouldBe(outcome, $"{ended}");
        stand.Server.Ledger.ShouldBeEmpty();
        if (ended is PublishOutcome.Refused { Reason: var reason })
        {
            reason.ShouldEndWith(".");
            reason.Length.ShouldBeGreaterThan(30);
        }
    }

    [Fact]
    public void No_example_of_an_error_is_left_out()
    {
        var tested = typeof(XExamplesTests)
            .GetMethod(nameof(Every_error_that_is_known_has_its_outcome))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!);
        var there = Directory
            .GetFiles(Shared.Need("reference", "examples", "x"), "error-*.json")
            .Select(System.IO.Path.GetFileName)
            .Where(name => name is not ("error-types.json" or "error-400-since-id-too-old.json"));

        tested.Order(StringComparer.Ordinal).ShouldBe(there.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void The_kind_of_a_problem_is_the_end_of_its_type() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "x", "error-types.json"),
            vector => (vector.GetProperty("segment").GetString(), XProblem.LastSegment(vector.GetProperty("type").GetString()))
        );

    private static void Plan(XStand stand, string file, string path) =>
        stand.Server.Plan(new Fault(FaultKind.Status, Path: path, Status: 200, Body: Body(file)));

    private static string Body(string file) => File.ReadAllText(Path(file));

    private static string Path(string file) => Shared.Need("reference", "examples", "x", file);
}
