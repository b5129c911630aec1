using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.DryRun;

public sealed class DryRunNetworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;
    private readonly TestClock _clock = new();
    private readonly DryRunLedger _ledger;

    public DryRunNetworkTests() => _ledger = DryRunLedger.Of(_folder, "gazette", "alpha");

    [Fact]
    public async Task Each_post_becomes_one_line_that_people_and_programs_can_read()
    {
        var published = await PublishAsync("k1", "Grüße 👋 <b> & \"so\"\nzweite Zeile");
        var line = (await File.ReadAllLinesAsync(_ledger.File, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        line.ShouldContain("Grüße");
        using var json = JsonDocument.Parse(line);
        json.RootElement.GetProperty("key").GetString().ShouldBe("k1");
        json.RootElement.GetProperty("text").GetString().ShouldBe("Grüße 👋 <b> & \"so\"\nzweite Zeile");
        json.RootElement.GetProperty("id").GetString().ShouldBe(published.Post.Id);
        _ledger.File.ShouldEndWith(Path.Combine("dry-run", "gazette", "alpha.jsonl"));
    }

    [Fact]
    public async Task It_shows_a_double_post_instead_of_hiding_it()
    {
        await PublishAsync("k1", "once");
        await PublishAsync("k1", "once");
        (await KeysAsync()).ShouldBe(["k1", "k1"]);
    }

    [Fact]
    public async Task The_same_post_has_the_same_id_and_address_on_any_machine_at_any_time()
    {
        var first = await PublishAsync("gazette/issue-7/alpha/lead/g1", "a");
        _clock.Advance(TimeSpan.FromDays(1));
        (await PublishAsync("gazette/issue-7/alpha/lead/g1", "a")).ShouldBe(first);
        first.Post.ShouldBe(new RemotePost("06edc1fbac394860", "https://dry-run.invalid/gazette/alpha/06edc1fbac394860"));
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused_and_leaves_no_line()
    {
        var outcome = await Network(4).PublishAsync(Post("k1", "12345"), TestContext.Current.CancellationToken);
        outcome.ShouldBeOfType<PublishOutcome.Refused>().Kind.ShouldBe(RefusalKind.Post);
        File.Exists(_ledger.File).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"at\":\"2026-07-29T12:00:00+00:00\",\"key\":\"torn\",\"id\":\"x\",\"url\":\"x\"")]
    [InlineData("{")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task A_line_that_a_crash_tore_off_does_not_count_and_is_cut_away(string torn)
    {
        await PublishAsync("k1", "whole");
        await File.AppendAllTextAsync(_ledger.File, torn, TestContext.Current.CancellationToken);
        (await KeysAsync()).ShouldBe(["k1"]);
        await PublishAsync("k2", "after it");
        (await KeysAsync()).ShouldBe(["k1", "k2"]);
        (await File.ReadAllLinesAsync(_ledger.File, TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_ledger_torn_in_its_first_line_at_every_byte_starts_anew()
    {
        await PublishAsync("k1", "whole");
        var bytes = await File.ReadAllBytesAsync(_ledger.File, TestContext.Current.CancellationToken);
        for (var length = 0; length < bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(_ledger.File, bytes[..length], TestContext.Current.CancellationToken);
            (
                await Network().FindAsync(Post("k1", "whole"), _clock.GetUtcNow(), TestContext.Current.CancellationToken)
            ).ShouldBeOfType<FindOutcome.Absent>();
            await PublishAsync("k1", "whole");
            (await KeysAsync()).ShouldBe(["k1"]);
        }
    }

    [Fact]
    public async Task A_look_up_finds_a_post_by_its_key_although_the_clock_was_set_back()
    {
        await PublishAsync("k1", "x");
        _clock.Jump(TimeSpan.FromDays(-7));
        (await FindAsync("k1")).ShouldBeOfType<FindOutcome.Found>();
        (await FindAsync("k2")).ShouldBeOfType<FindOutcome.Absent>().IsFinal.ShouldBeTrue("nobody else writes the ledger");
    }

    [Fact]
    public async Task A_look_up_without_a_ledger_finds_nothing() => (await FindAsync("k1")).ShouldBeOfType<FindOutcome.Absent>();

    [Fact]
    public async Task A_line_that_is_no_post_hides_none_after_it()
    {
        await PublishAsync("k1", "x");
        await File.AppendAllTextAsync(_ledger.File, "not JSON\n{\"key\":1}\n\n", TestContext.Current.CancellationToken);
        await PublishAsync("k2", "y");
        (await KeysAsync()).ShouldBe(["k1", "k2"]);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_is_an_outcome_and_no_exception()
    {
        Directory.CreateDirectory(_ledger.File);
        var outcome = await Network().PublishAsync(Post("k1", "x"), TestContext.Current.CancellationToken);
        outcome.ShouldBeOfType<PublishOutcome.Unavailable>().Reason.ShouldContain("alpha.jsonl");
    }

    [Fact]
    public async Task An_edit_is_a_line_that_readers_of_posts_pass_over()
    {
        var post = (await PublishAsync("k1", "before")).Post;
        await PublishAsync("k2", "other");

        (await EditAsync(post, "Grüße")).ShouldBeOfType<EditOutcome.Edited>();
        (await EditAsync(post, "Grüße")).ShouldBeOfType<EditOutcome.Edited>();
        await PublishAsync("k3", "after");

        (await KeysAsync()).ShouldBe(["k1", "k2", "k3"]);
        (await FindAsync("k1")).ShouldBe(new FindOutcome.Found(post));
        var edits = await _ledger.ReadEditsAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        edits.Select(edit => (edit.Edits, edit.Text)).ShouldBe([(post.Id, "Grüße"), (post.Id, "Grüße")]);
        (await File.ReadAllLinesAsync(_ledger.File, TestContext.Current.CancellationToken))[2].ShouldContain("Grüße");
    }

    [Fact]
    public async Task What_is_not_in_the_ledger_is_gone_and_what_is_too_long_is_refused()
    {
        var post = (await PublishAsync("k1", "x")).Post;
        (await EditAsync(post with { Id = "none" }, "y")).ShouldBeOfType<EditOutcome.Gone>();
        (await EditAsync(post, "12345", 4)).ShouldBeOfType<EditOutcome.Refused>().Reason.ShouldContain("5 of 4");
        (await File.ReadAllLinesAsync(_ledger.File, TestContext.Current.CancellationToken)).Length.ShouldBe(1);
        File.Delete(_ledger.File);
        (await EditAsync(post, "y")).ShouldBeOfType<EditOutcome.Gone>();
        Directory.CreateDirectory(_ledger.File);
        (await EditAsync(post, "y")).ShouldBeOfType<EditOutcome.Gone>("a folder holds no posts");
    }

    [Theory]
    [InlineData("mastodon", true)]
    [InlineData("dry-run", true)]
    [InlineData("x", false)]
    [InlineData("bluesky", false)]
    public void A_dry_run_edits_where_its_network_could(string network, bool edits)
    {
        var account = Samples.Account("alpha") with { Network = network };
        (DryRunNetwork.Of("gazette", account, new PlainRules(4), _ledger, _clock) is IEditsPosts).ShouldBe(edits);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_line_and_mix_none()
    {
        var keys = Enumerable.Range(0, 80).Select(index => $"k{index}").ToList();
        await Task.WhenAll(keys.Select(key => Task.Run(() => PublishAsync(key, new string('x', 5000)))));
        (await KeysAsync()).ShouldBe(keys, ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DryRunNetwork Network(int limit = 10_000) => new("gazette", Samples.Account("alpha"), new PlainRules(limit), _ledger, _clock);

    private Task<EditOutcome> EditAsync(RemotePost post, string text, int limit = 10_000) =>
        new EditingDryRunNetwork("gazette", Samples.Account("alpha"), new PlainRules(limit), _ledger, _clock).EditAsync(
            post,
            new PostContent { Text = text },
            TestContext.Current.CancellationToken
        );

    private static OutboundPost Post(string key, string text) => new(key, new PostContent { Text = text });

    private async Task<PublishOutcome.Published> PublishAsync(string key, string text) =>
        (await Network().PublishAsync(Post(key, text), TestContext.Current.CancellationToken)).ShouldBeOfType<PublishOutcome.Published>();

    private Task<FindOutcome> FindAsync(string key) =>
        Network().FindAsync(Post(key, "x"), _clock.GetUtcNow(), TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<string>> KeysAsync() =>
        await _ledger
            .ReadAsync(TestContext.Current.CancellationToken)
            .Select(entry => entry.Key)
            .ToListAsync(TestContext.Current.CancellationToken);
}
