using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Mastodon;

public sealed class MastodonImagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("syndicator-images");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Images_are_uploaded_with_their_alternative_texts_and_waited_for(int processingFor)
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.UploadsProcessFor = processingFor;

        await trial.PublishedAsync(With(trial, Image("cover.png", 2000, "A crab reads"), Image("plot.webp", 10, "Zwei Säulen, “größer”")));

        var media = trial.Server.All[0].Media;
        media.Select(image => image.Description).ShouldBe(["A crab reads", "Zwei Säulen, “größer”"]);
        media.Select(image => image.Length).ShouldBe([2000, 10]);
    }

    [Fact]
    public async Task Images_that_can_never_go_refuse_the_post_before_any_request()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var good = Image("good.png", 10, "Something");
        (PostImage[] Images, string Reason)[] cases =
        [
            ([good with { File = Path.Combine(_folder.FullName, "missing.png") }], "not in the publication's folder"),
            ([good with { AltText = " " }], "no alternative text"),
            ([good with { AltText = new string('a', 1501) }], "longer than the 1500 characters"),
            ([Image("huge.png", 100_001, "x")], "takes 100000"),
            ([Image("drawing.svg", 10, "x")], "neither PNG, JPEG nor WebP"),
            ([good, good, good, good, good], "takes 4"),
        ];
        foreach (var (images, reason) in cases)
        {
            var refused = (await trial.Network.PublishAsync(With(trial, images), Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();

            refused.Kind.ShouldBe(RefusalKind.Post);
            refused.Reason.ShouldContain(reason);
            refused.Reason.ShouldNotContain(_folder.FullName);
        }

        trial.Server.Seen.ShouldNotContain(request => request.Method == "POST");
    }

    [Theory]
    [InlineData(422, typeof(PublishOutcome.Refused))]
    [InlineData(413, typeof(PublishOutcome.Refused))]
    [InlineData(403, typeof(PublishOutcome.Refused))]
    [InlineData(429, typeof(PublishOutcome.Throttled))]
    [InlineData(500, typeof(PublishOutcome.Unavailable))]
    [InlineData(504, typeof(PublishOutcome.Unavailable))]
    public async Task An_upload_that_fails_leaves_no_post_in_doubt(int status, Type outcome)
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Plan(new Fault(FaultKind.Status, Path: "/api/v2/media", Status: status, Body: "<html></html>"));

        (await trial.Network.PublishAsync(With(trial, Image("cover.png", 10, "x")), Cancellation)).ShouldBeOfType(outcome);

        trial.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_the_server_fails_to_work_on_refuses_the_post()
    {
        await using var trial = await MastodonTrial.StartAsync();
        (trial.Server.UploadsProcessFor, trial.Server.UploadsFail) = (1, true);

        var outcome = await trial.Network.PublishAsync(With(trial, Image("cover.png", 10, "x")), Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Refused>().Reason.ShouldContain("cover.png");
    }

    [Fact]
    public async Task Changing_a_post_keeps_its_images_unless_they_are_described_differently()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var content = With(trial, Image("cover.png", 10, "A crab")).Content;
        var post = await trial.PublishedAsync(With(trial, [.. content.Images]));

        (await trial.Network.EditAsync(post, content with { Text = "Better." }, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        trial.Server.Media.Count.ShouldBe(1);
        trial.Server.All[0].Media.Count.ShouldBe(1);

        var described = content with { Images = [content.Images[0] with { AltText = "A crab reads a newspaper" }] };
        (await trial.Network.EditAsync(post, described, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        trial.Server.All[0].Media.ShouldHaveSingleItem().Description.ShouldBe("A crab reads a newspaper");
    }

    private static OutboundPost With(MastodonTrial trial, params PostImage[] images)
    {
        var post = trial.Post("one", "With images.");
        return post with { Content = post.Content with { Images = images } };
    }

    private PostImage Image(string name, int length, string altText)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(file, new byte[length]);
        return new PostImage(file, altText);
    }
}
