using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

public sealed class MergeAndSplitOnSqliteTests() : MergeAndSplitTests(new SqliteServer());

public sealed class MergeAndSplitOnPostgreSqlTests() : MergeAndSplitTests(new PostgreSqlServer());

public abstract class MergeAndSplitTests(TestServer server) : ReviewSuite(server)
{
    [Fact]
    public async Task Merged_nominations_count_for_the_target_and_a_person_counts_once()
    {
        var jiff = Alpha.Write("#cotw https://crates.io/crates/jiff", "ben");
        var time = Alpha.Write("#cotw https://crates.io/crates/jiff-time", "ben");
        Alpha.Write("#cotw https://crates.io/crates/jiffy", "clara");
        Alpha.Write("seconded", "dora", jiff.Id);
        Alpha.Write("seconded", "dora", time.Id);
        Alpha.Write("seconded", "clara", jiff.Id);
        await CollectAsync("alpha");

        Done(await MergeAsync("jiff", "jiff_time", "jiffy")).Version.ShouldBe(2);

        var listed = await ListedAsync("jiff");
        // ben and clara nominate, dora supports; that clara supported it too says nothing more.
        (listed.Support.Sum, listed.Support.NominatorCount, listed.Support.EndorserCount).ShouldBe((3, 2, 1));
        (await NamesAsync()).ShouldBe("jiff");
    }

    [Fact]
    public async Task A_public_quote_is_not_merged_into_the_words_of_a_private_post()
    {
        Alpha.Write("#qotw \"Told in private, and not to be printed\"", "ben", isPublic: false);
        Alpha.Write("#qotw \"Said in public, for everybody to read\"", "clara");
        await CollectAsync("alpha");
        var secret = NomineeIdentity.OfQuote("Told in private, and not to be printed");
        var open = NomineeIdentity.OfQuote("Said in public, for everybody to read");

        Why(await MergeAsync(secret, open)).ShouldContain("private posts only");
        Done(await MergeAsync(open, secret)).Nominee.ShouldBeOfType<Nominee.Quote>().Text.ShouldStartWith("Said in public");
    }

    [Fact]
    public async Task A_merged_crate_is_found_by_its_name()
    {
        await NominateAsync("jiff", "jiffy");
        Done(await MergeAsync("jiff", "jiffy"));

        var found = await Queries.FindAsync(Publication.Id, "jiffy", Cancellation);

        found.ShouldHaveSingleItem().State.ShouldBeOfType<NominationState.MergedInto>();
    }

    [Fact]
    public async Task What_comes_later_for_a_merged_nomination_leads_to_the_target_until_it_is_split_off()
    {
        await NominateAsync("jiff", "jiffy");
        Done(await MergeAsync("jiff", "jiffy"));
        var later = Alpha.Write("#cotw https://crates.io/crates/jiffy", "ernst");
        await CollectAsync("alpha");
        (await ListedAsync("jiff")).Support.NominatorCount.ShouldBe(3);

        Why(await SplitAsync(await SeenAsync("jiff"), null, later.Url, "no-such-post")).ShouldContain("no-such-post");
        Why(await SplitAsync(await SeenAsync("jiff"), null, "post-1")).ShouldContain("the very same");
        Why(await SplitAsync(await SeenAsync("jiff"), null, "post-1", "post-2", "post-3")).ShouldContain("Nothing would be left");
        var own = Done(await SplitAsync(await SeenAsync("jiff"), null, "alpha/post-2", later.Url));

        own.Id.ShouldBe((await SeenAsync("jiffy")).Id, "all of what was merged goes back to what it was");
        (await ListedAsync("jiffy")).Support.NominatorCount.ShouldBe(2);
        (await ListedAsync("jiff")).Support.NominatorCount.ShouldBe(1);
        Alpha.Write("#cotw https://crates.io/crates/jiffy", "frida");
        await CollectAsync("alpha");
        (await ListedAsync("jiffy")).Support.NominatorCount.ShouldBe(3);
    }

    [Fact]
    public async Task Single_posts_get_a_nomination_of_their_own_with_what_endorsed_them()
    {
        await NominateAsync("jiff", "jiffy");
        var second = Alpha.Write("#cotw https://crates.io/crates/jiffy", "ernst");
        Alpha.Write("+1", "frida", second.Id);
        await CollectAsync("alpha");
        Done(await MergeAsync("jiff", "jiffy"));

        var own = Done(await SplitAsync(await SeenAsync("jiff"), null, second.Id));

        own.Id.ShouldNotBe(
            (await RowsAsync("select id from nominations where state = 'merged'")).Select(id => NominationId.Parse(id)).Single()
        );
        (await ListedAsync("jiff")).Support.Sum.ShouldBe(2);
        var split = (await ListAsync()).Single(item => item.Nomination.Id == own.Id);
        (split.Support.NominatorCount, split.Support.EndorserCount).ShouldBe((1, 1));

        var renamed = Done(await SplitAsync(await SeenAsync("jiff"), new Nominee.Crate("other", null), "post-1"));
        NomineeIdentity.Of(renamed.Nominee).ShouldBe("other");
        (await NamesAsync(new NominationFilter { Order = NominationOrder.Name })).ShouldBe("jiff jiffy other");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_post_that_names_both_only_what_was_merged_is_split_off(bool isNamed)
    {
        var both = Alpha.Write("#cotw https://crates.io/crates/jiff and https://crates.io/crates/smolbox", "ben");
        await NominateAsync("jiff");
        Done(await MergeAsync("jiff", "smolbox"));

        var own = Done(await SplitAsync(await SeenAsync("jiff"), isNamed ? new Nominee.Crate("smolbox", null) : null, both.Id));

        NomineeIdentity.Of(own.Nominee).ShouldBe("smolbox");
        (await ListedAsync("smolbox")).Support.NominatorCount.ShouldBe(1);
        (await ListedAsync("jiff")).Support.NominatorCount.ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_is_of_one_kind_is_merged_and_nothing_into_itself()
    {
        await NominateAsync("jiff");
        Done(await AddAsync(new Nominee.Link("https://blog.example/jiff", "On jiff")));
        Why(await MergeAsync("jiff", "blog.example/jiff")).ShouldContain("is a link");
        Why(await MergeAsync("jiff", "jiff")).ShouldContain("different nominations");
        Done(await AddAsync(new Nominee.Crate(null, "https://git.example/jiff.git")));
        var merged = await MergeAsync("url:git.example/jiff", "jiff");
        merged.ShouldBeOfType<ReviewOutcome.Done>().Remark.ShouldNotBeNull().ShouldContain("jiff");
    }

    [Fact]
    public async Task A_merger_is_all_or_nothing()
    {
        await NominateAsync("jiff", "jiffy", "jiffer");
        Done(await RejectAsync(await SeenAsync("jiffer"), "spam"));
        var before = await WorldAsync();
        Why(await MergeAsync("jiff", "jiffy", "jiffer")).ShouldContain("rejected");
        (await WorldAsync()).ShouldBe(before);
    }
}
