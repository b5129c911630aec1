using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonPostingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_sent_with_everything_it_says_about_itself()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var content = new PostContent
        {
            Text = "Spoilers ahead.",
            Language = "en-GB",
            Visibility = PostVisibility.Unlisted,
            Warning = "The end",
        };

        await trial.PublishedAsync(trial.Post("one", "") with { Content = content });

        var sent = trial.Server.Seen.Single(request => request.Method == "POST");
        using var body = JsonDocument.Parse(sent.Body);
        body.RootElement.GetProperty("visibility").GetString().ShouldBe("unlisted");
        body.RootElement.GetProperty("language").GetString().ShouldBe("en");
        body.RootElement.GetProperty("spoiler_text").GetString().ShouldBe("The end");
        body.RootElement.GetProperty("sensitive").GetBoolean().ShouldBeTrue();
        sent.Headers["Idempotency-Key"].ShouldMatch("^[0-9a-f]{64}$");
        sent.Headers["User-Agent"].ShouldStartWith("Syndicator/");
    }

    [Fact]
    public async Task The_limits_are_the_servers_and_a_link_counts_what_the_server_says()
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.GoToSocial);

        var rules = await trial.Network.GetTextRulesAsync(Cancellation);

        (rules.Limit, rules.Measure("https://example.org/a/long/enough/address")).ShouldBe((5000, 25));
        await trial.PublishedAsync(trial.Post("long", new string('a', 5000)));
    }

    [Fact]
    public async Task The_limits_of_old_software_come_from_the_first_version_of_the_interface()
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.Snac);

        (await trial.Network.GetTextRulesAsync(Cancellation)).Limit.ShouldBe(100_000);
    }

    [Fact]
    public async Task The_limits_are_asked_once_an_hour_and_kept_while_the_server_is_down()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(clock: clock);
        (await trial.Network.GetTextRulesAsync(Cancellation)).Limit.ShouldBe(500);
        trial.Server.MaxCharacters = 1000;
        (await trial.Network.GetTextRulesAsync(Cancellation)).Limit.ShouldBe(500);

        clock.Advance(TimeSpan.FromHours(1));
        trial.Server.Plan(new Fault(FaultKind.Drop, Times: 2));
        (await trial.Network.GetTextRulesAsync(Cancellation)).Limit.ShouldBe(500);

        (await trial.Network.GetTextRulesAsync(Cancellation)).Limit.ShouldBe(1000);
    }

    [Fact]
    public async Task A_long_text_is_left_to_the_server_while_its_limits_are_not_known()
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.GoToSocial);
        trial.Server.Plan(new Fault(FaultKind.Status, Status: 502, Path: "/api/v2/instance"));

        await trial.PublishedAsync(trial.Post("long", new string('a', 4000)));
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_is_the_same_post()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Post("one", "Once only.");

        var first = await trial.PublishedAsync(post);
        var second = await trial.PublishedAsync(post with { IsRepeat = true });

        second.ShouldBe(first);
        trial.Server.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_500_of_version_4_6_on_a_repeated_key_is_uncertain_and_the_post_is_found()
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.Mastodon46);
        var post = trial.Post("one", "Once only, https://example.org/issue.");
        trial.Server.Plan(MastodonTrial.OnCreating(new Fault(FaultKind.Drop, After: true)));

        (await trial.Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();
        (await trial.Network.PublishAsync(post with { IsRepeat = true }, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        (await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
        trial.Server.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_post_that_the_server_drops_without_a_word_is_refused()
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.DropsSilently = "spam";

        var outcome = await trial.Network.PublishAsync(trial.Post("one", "This looks like spam."), Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Refused>().Reason.ShouldContain("dropped it without a word");
    }

    [Fact]
    public async Task A_published_post_stays_published_when_nothing_confirms_it()
    {
        await using var trial = await MastodonTrial.StartAsync();
        await trial.PublishedAsync(trial.Post("warm-up", "Before."));
        trial.Server.Plan(new Fault(FaultKind.Status, Status: 502, Method: "GET", Path: "/api/v1/statuses/", Body: "<html></html>"));

        await trial.PublishedAsync(trial.Post("one", "After."));
    }

    [Fact]
    public async Task An_answer_to_a_deleted_post_is_refused_with_what_to_do()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var parent = await trial.PublishedAsync(trial.Post("one", "First."));
        trial.Server.Delete(parent.Id);

        var outcome = await trial.Network.PublishAsync(trial.Post("two", "Second.") with { ReplyTo = parent }, Cancellation);

        var refused = outcome.ShouldBeOfType<PublishOutcome.Refused>();
        refused.Kind.ShouldBe(RefusalKind.Post);
        refused.Reason.ShouldContain("is not on 127.0.0.1 any more");
    }

    [Fact]
    public async Task A_secret_that_is_missing_or_none_pauses_the_account()
    {
        await using var trial = await MastodonTrial.StartAsync();
        foreach (var secret in new[] { null, "two words", "{\"no\":\"token\"}", "{broken", "line\nbreak" })
        {
            trial.Secret.Text = secret;

            var refused = (
                await trial.Network.PublishAsync(trial.Post("one", "Text."), Cancellation)
            ).ShouldBeOfType<PublishOutcome.Refused>();

            refused.Kind.ShouldBe(RefusalKind.Account);
            refused.Reason.ShouldContain("`syndicator accounts resume mastodon`");
        }

        trial.Server.Seen.ShouldNotContain(request => request.Method == "POST");
    }

    [Fact]
    public async Task A_replaced_secret_is_used_at_once()
    {
        await using var trial = await MastodonTrial.StartAsync(secret: "revoked-token");
        (await trial.Network.PublishAsync(trial.Post("one", "Text."), Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();

        trial.Secret.Text = $$"""{"access_token":"{{FakeMastodon.Token}}","client_id":"a","client_secret":"b"}""";

        await trial.PublishedAsync(trial.Post("one", "Text."));
    }

    [Fact]
    public async Task The_limit_of_posts_in_three_hours_is_obeyed_to_the_second()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(clock: clock);
        trial.Server.PostsInThreeHours = 1;
        await trial.PublishedAsync(trial.Post("one", "First."));

        var outcome = await trial.Network.PublishAsync(trial.Post("two", "Second."), Cancellation);

        outcome.ShouldBe(new PublishOutcome.Throttled(new DateTimeOffset(2026, 7, 29, 15, 0, 0, TimeSpan.Zero)));
        clock.Advance(TimeSpan.FromHours(3));
        await trial.PublishedAsync(trial.Post("two", "Second."));
    }

    [Theory]
    [InlineData(
        "@ben@elsewhere.example said *this* about `main.rs`: see https://www.example.org/a/rather/long/address/of/it #RustLang",
        true
    )]
    [InlineData("@ben@elsewhere.example said *that* about `main.rs`.", false)]
    public async Task A_post_is_found_by_its_words_where_the_server_does_not_tell_what_was_typed(string text, bool isFound)
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.Snac);
        await trial.PublishedAsync(
            trial.Post(
                "one",
                "@ben@elsewhere.example said *this* about `main.rs`: see https://www.example.org/a/rather/long/address/of/it #RustLang"
            )
        );

        var post = trial.Post("one", text);
        var outcome = await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation);

        (outcome is FindOutcome.Found).ShouldBe(isFound, outcome.ToString());
    }

    [Theory]
    [InlineData(-10, typeof(FindOutcome.Found))]
    [InlineData(4, typeof(FindOutcome.Found))]
    [InlineData(6, typeof(FindOutcome.CannotTell))]
    [InlineData(29, typeof(FindOutcome.CannotTell))]
    [InlineData(31, typeof(FindOutcome.Absent))]
    public async Task The_same_words_count_by_how_long_before_the_first_attempt_they_stand_there(int minutes, Type outcome)
    {
        await using var trial = await MastodonTrial.StartAsync(clock: new TestClock());
        await trial.PublishedAsync(trial.Post("one", "The one."));

        var firstAttemptAt = trial.Clock.GetUtcNow().AddMinutes(minutes);

        (await trial.Network.FindAsync(trial.Post("two", "The one."), firstAttemptAt, Cancellation)).ShouldBeOfType(outcome);
    }

    [Fact]
    public async Task Looking_a_post_up_goes_back_page_by_page_and_gives_up_with_a_reason()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.GoToSocial, clock);
        var post = trial.Post("one", "The one.");
        await trial.PublishedAsync(post);
        Enumerable
            .Range(0, 100)
            .ToList()
            .ForEach(number => trial.Server.Write($"Noise {number}.", trial.Server.Us.Name, post.IdempotencyKey));

        (await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();

        Enumerable
            .Range(0, 100)
            .ToList()
            .ForEach(number => trial.Server.Write($"Noise {number}.", trial.Server.Us.Name, post.IdempotencyKey));
        var outcome = await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation);
        outcome.ShouldBeOfType<FindOutcome.CannotTell>().Reason.ShouldContain("more than 200 posts");
    }

    [Fact]
    public async Task A_look_up_that_did_not_get_through_goes_on_where_it_ended()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(clock: clock);
        var post = trial.Post("one", "The one.");
        await trial.PublishedAsync(post);
        var noise = Enumerable.Range(0, 60).Select(number => trial.Server.Write($"Noise {number}.", trial.Server.Us.Name)).ToList();
        trial.Server.Plan(new Fault(FaultKind.Status, Status: 503, Path: $"/api/v1/statuses/{noise[20].Id}/source"));

        (await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Unavailable>();
        SourcesRead(trial).ShouldBe(40);
        (await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
        SourcesRead(trial).ShouldBe(62);
    }

    [Fact]
    public async Task What_was_read_before_a_post_was_edited_is_not_believed()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(clock: clock);
        var published = await trial.PublishedAsync(trial.Post("one", "The one."));
        var other = trial.Post("two", "The other.");
        (await trial.Network.FindAsync(other, other.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Absent>();

        (await trial.Network.EditAsync(published, other.Content, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();

        (await trial.Network.FindAsync(other, other.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
    }

    [Fact]
    public async Task A_look_up_reads_no_post_that_is_known_to_be_another()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Post("one", "The one.");
        var others = Enumerable.Range(0, 90).Select(number => trial.Server.Write($"Noise {number}.", trial.Server.Us.Name).Id);
        post = post with { Others = others.ToHashSet(StringComparer.Ordinal) };

        (await trial.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Absent>();

        SourcesRead(trial).ShouldBe(0);
    }

    private static int SourcesRead(MastodonTrial trial) =>
        trial.Server.Seen.Count(request => request.Path.EndsWith("/source", StringComparison.Ordinal));
}
