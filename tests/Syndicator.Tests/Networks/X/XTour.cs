using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

/// <summary>Every kind of request that an account makes.</summary>
internal static class XTour
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="network">Of an account at that server, perhaps with something between them.</param>
    public static async Task TakeAsync(XNetwork network, FakeX server)
    {
        server.HasNewNames = true;
        server.ProcessingLooks = 1;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, [0x89, .. "PNG\r\n\u001a\n rest"u8], Cancellation);
            var root = await PublishedAsync(network, Post("Root 🦀 \"quoted\"\n<b>."));
            var part = Post("Part.") with { ReplyTo = root };
            await PublishedAsync(network, part with { Content = part.Content with { Images = [new PostImage(file, "A crab")] } });
            server.Say("@ThisWeekInRust hello https://example.org/#cotw");
            (await network.ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Read>();
            (await network.ReadMentionsAsync("1", Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Read>();
            (await network.FindAsync(part, part.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
            (await network.ReadAnswersAsync(root, Cancellation)).ValueOrDefault().ShouldNotBeNull();
            (await network.FetchAsync([root.Id], Cancellation)).ValueOrDefault().ShouldNotBeNull();
            (await network.CountAsync([root], Cancellation)).ValueOrDefault().ShouldNotBeNull();
            (await network.VerifyAsync(Cancellation)).ValueOrDefault().ShouldNotBeNull();
            (await network.DeleteAsync(root, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static OutboundPost Post(string text) =>
        new($"pub/issue-9001/x/{text.Length}/g1", new PostContent { Text = text }) { FirstAttemptAt = TimeProvider.System.GetUtcNow() };

    private static async Task<RemotePost> PublishedAsync(XNetwork network, OutboundPost post)
    {
        var outcome = await network.PublishAsync(post, Cancellation);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }
}
