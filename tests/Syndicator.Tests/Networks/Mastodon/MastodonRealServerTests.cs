using Syndicator.Networks;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>
/// Against a real server on the loopback address, where one is named: <c>SYNDICATOR_TEST_MASTODON</c> (its address), <c>SYNDICATOR_TEST_MASTODON_TOKENS</c>
/// (one of our account, one of somebody else's, with a space between).
/// </summary>
public sealed class MastodonRealServerTests : IDisposable
{
    private readonly RealMastodon _real = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _real.Dispose();

    [Fact]
    public async Task A_thread_goes_out_and_is_found_fetched_and_changed()
    {
        var us = _real.Us();
        var stamp = Guid.CreateVersion7().ToString("N");
        var root = Post(
            stamp,
            $"Issue *{stamp}* of `main.rs` is out:\n\nhttps://www.example.org/a/rather/long/address/{stamp}?a=1&b=2 #RustLang"
        );
        (await us.FindAsync(root, root.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Absent>();

        var published = (await us.PublishAsync(root, Cancellation)).ShouldBeOfType<PublishOutcome.Published>().Post;
        var reply = Post(stamp + "r", $"And <more> of {stamp} & others.") with { ReplyTo = published, ThreadRoot = published };
        var answered = (await us.PublishAsync(reply, Cancellation)).ShouldBeOfType<PublishOutcome.Published>().Post;

        (await us.FindAsync(root, root.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Found(published));
        (await us.FindAsync(reply, reply.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Found(answered));
        (await us.FindAsync(root with { ReplyTo = published }, root.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Absent>();
        var fetched = Value(await us.FetchAsync([published.Id, answered.Id], Cancellation));
        fetched[published.Id].Links.ShouldHaveSingleItem().ShouldContain(stamp);
        fetched[answered.Id].ParentId.ShouldBe(published.Id);
        fetched[published.Id].Author.IsOurs.ShouldBeTrue();
        Value(await us.ReadAnswersAsync(published, Cancellation)).ShouldContain(answer => answer.Id == answered.Id);
        (await us.EditAsync(answered, new PostContent { Text = $"Less of {stamp}." }, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
    }

    [Fact]
    public async Task A_mention_arrives_once()
    {
        var (us, other) = (_real.Us(), _real.Other());
        var handle = Value(await us.VerifyAsync(Cancellation)).Handle;
        var cursor = Value(await us.ReadMentionsAsync(null, Cancellation)).Cursor;
        var invitation = Post($"{Guid.CreateVersion7():N}", $"Nominate! {Guid.CreateVersion7():N}");
        var ours = (await us.PublishAsync(invitation, Cancellation)).ShouldBeOfType<PublishOutcome.Published>().Post;
        var stamps = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7().ToString("N")).ToList();
        foreach (var stamp in stamps)
        {
            var answer = Post(stamp, $"@{handle} #cotw {stamp}") with { ReplyTo = ours };
            (await other.PublishAsync(answer, Cancellation)).ShouldBeOfType<PublishOutcome.Published>();
        }

        var read = new List<Mention>();
        for (var look = 0; look < 100 && read.Count < stamps.Count; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
            var page = Value(await us.ReadMentionsAsync(cursor, Cancellation));
            page.Unread.ShouldBeEmpty();
            read.AddRange(page.Mentions);
            cursor = page.Cursor;
        }

        read.Select(mention => mention.Text.Split(' ')[^1]).Order().ShouldBe(stamps.Order());
        read.ShouldAllBe(mention => mention.ParentId == ours.Id && !mention.Author.IsOurs);
        read.ShouldAllBe(mention => mention.Tags.Contains("cotw") || mention.Text.Contains("#cotw"));
    }

    private static OutboundPost Post(string key, string text) =>
        new(key, new PostContent { Text = text }) { FirstAttemptAt = TimeProvider.System.GetUtcNow() };

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;
}
