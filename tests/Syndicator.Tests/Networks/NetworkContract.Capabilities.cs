using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks;

// What only some networks can do, each the same way; and answers that make no sense.
public abstract partial class NetworkContract
{
    /// <summary>A PNG of one pixel.</summary>
    private static readonly byte[] s_dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    /// <summary>Somebody answers a post. Gives the id by which the network tells of it.</summary>
    /// <param name="namesUs">Whether the answer mentions the account.</param>
    private protected abstract string AnswerUs(string text, RemotePost parent, bool namesUs);

    [Fact]
    public async Task The_same_post_sent_again_after_a_lost_answer_is_found_or_there_once()
    {
        var post = Post("one");
        Server.Plan(OnCreating(new Fault(FaultKind.Drop, After: true)));
        (await Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        var found = (await Restarted().FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>().Post;

        found.Id.ShouldBe(Server.Ledger.ShouldHaveSingleItem().Id);
        await PublishedAsync(Post("two", "Its reply.") with { ReplyTo = found, ThreadRoot = found });
        Server.Ledger[1].ParentId.ShouldBe(found.Id);
    }

    [Fact]
    public async Task Mentions_are_read_on_from_the_cursor_after_every_restart()
    {
        Assert.SkipUnless(Network is IReadsMentions, "this network reads no mentions");
        List<string> written = [];
        List<string> read = [];
        string? cursor = null;
        foreach (var count in (int[])[1, 0, 3, 45, 2])
        {
            written.AddRange(Enumerable.Range(0, count).Select(number => MentionUs($"{written.Count} {number}")));
            MentionPage page;
            do
            {
                var outcome = await ((IReadsMentions)Restarted()).ReadMentionsAsync(cursor, Cancellation);
                page = outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
                read.AddRange(page.Mentions.Select(mention => mention.Id));
                cursor = page.Cursor;
            } while (page.HasMore);
        }

        read.ShouldBe(written);
    }

    [Fact]
    public async Task An_answer_tells_its_parent_and_is_below_it_whether_or_not_it_names_us()
    {
        Assert.SkipUnless(Network is IReadsAnswers and IFetchesPosts, "this network reads no answers");
        var post = await PublishedAsync(Post("one"));
        string[] ids = [AnswerUs("#cotw one", post, namesUs: true), AnswerUs("#cotw two", post, namesUs: false)];

        var answers = Value(await ((IReadsAnswers)Network).ReadAnswersAsync(post, Cancellation));
        var fetched = Value(await ((IFetchesPosts)Network).FetchAsync([ids[0], post.Id, UnknownId(ids[0])], Cancellation));

        answers.Select(answer => answer.Id).Order(StringComparer.Ordinal).ShouldBe(ids.Order(StringComparer.Ordinal));
        answers.ShouldAllBe(answer => answer.ParentId == post.Id && !answer.Author.IsOurs);
        fetched.Keys.Order(StringComparer.Ordinal).ShouldBe(new[] { ids[0], post.Id }.Order(StringComparer.Ordinal));
        (fetched[post.Id].Text, fetched[post.Id].Author.IsOurs).ShouldBe((Text, true));
    }

    [Fact]
    public async Task Reactions_are_counted_and_those_of_posts_that_are_gone_are_not_told()
    {
        Assert.SkipUnless(Network is ICountsReactions and IDeletesPosts, "this network counts no reactions");
        var (kept, gone) = (await PublishedAsync(Post("one")), await PublishedAsync(Post("two", "Another.")));
        var deletes = (IDeletesPosts)Network;
        if (await deletes.DeleteAsync(gone, Cancellation) is not DeleteOutcome.Deleted)
        {
            Assert.Skip("this software deletes no posts");
        }

        (await deletes.DeleteAsync(gone, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>("gone already counts as removed");
        Server.Ledger.ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
        var counts = Value(await ((ICountsReactions)Network).CountAsync([kept, gone], Cancellation));
        counts.Keys.ShouldBe([kept.Id]);
        (counts[kept.Id].Likes, counts[kept.Id].Boosts, counts[kept.Id].Replies).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Who_the_account_is_can_be_verified()
    {
        Assert.SkipUnless(Network is IVerifiesAccount, "this network verifies no account");

        var standing = Value(await ((IVerifiesAccount)Network).VerifyAsync(Cancellation));

        standing.Id.ShouldNotBeEmpty();
        standing.Handle.ShouldNotStartWith("@");
        standing.Missing.ShouldBeEmpty();
        Secrets.ShouldAllBe(secret => !$"{standing} {string.Join(' ', standing.Notes)}".Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_goes_out_and_one_that_cannot_be_read_refuses_the_post()
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-contract-");
        try
        {
            var file = Path.Combine(folder.FullName, "dot.png");
            await File.WriteAllBytesAsync(file, s_dot, Cancellation);
            var content = new PostContent { Text = Text, Images = [new PostImage(file, "One red dot")] };
            await PublishedAsync(Post("one") with { Content = content });

            var missing = content with { Images = [new PostImage(file + ".missing.png", "Nothing")] };
            (await Network.PublishAsync(Post("two") with { Content = missing }, Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();
            Server.Ledger.Count.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("""{"id":7,"data":[],"uri":{},"notifications":1,"meta":"x","did":null}""")]
    [InlineData("""{"data":{"id":null},"notifications":[null,{}],"posts":[7],"records":{}}""")]
    [InlineData("""[{"id":7,"status":"x","created_at":12,"account":[]},null,7]""")]
    [InlineData("""{"a":"\ud800"}""")]
    public async Task Answers_that_make_no_sense_never_throw(string body)
    {
        var post = await PublishedAsync(Post("one"));
        await PlanAsync(() => Network.PublishAsync(Post("two", "Another."), Cancellation));
        await PlanAsync(() => Network.FindAsync(Post("three", "A third."), Clock.GetUtcNow(), Cancellation));
        await PlanAsync(() => ((IReadsMentions)Network).ReadMentionsAsync(null, Cancellation));
        await PlanAsync(() => ((IReadsAnswers)Network).ReadAnswersAsync(post, Cancellation));
        await PlanAsync(() => ((IFetchesPosts)Network).FetchAsync([post.Id], Cancellation));
        await PlanAsync(() => ((ICountsReactions)Network).CountAsync([post], Cancellation));
        await PlanAsync(() => ((IVerifiesAccount)Network).VerifyAsync(Cancellation));
        await PlanAsync(() => ((IDeletesPosts)Network).DeleteAsync(post, Cancellation));

        async Task PlanAsync(Func<Task> call)
        {
            Server.Recover();
            Server.Plan(new Fault(FaultKind.Status, Status: 200, Body: body, Times: 20));
            await call();
        }
    }

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;
}
