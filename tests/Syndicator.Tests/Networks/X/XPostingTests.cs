using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.X;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.X;

public sealed class XPostingTests : IDisposable
{
    private static readonly byte[] s_png = [0x89, .. "PNG\r\n\u001a\n rest"u8];
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-x-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_image_is_uploaded_described_waited_for_and_found_again()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.ProcessingLooks = 1;
        var post = WithImage(stand, s_png, "A crab that reads");

        await stand.PublishedAsync(post);

        stand.Server.AltTexts.Values.ShouldBe(["A crab that reads"]);
        stand
            .Server.Seen.Select(request => $"{request.Method} {request.Path.Split('?')[0]}")
            .ShouldBe(["POST /2/media/upload", "GET /2/media/upload", "POST /2/media/metadata", "POST /2/tweets"]);
        (await stand.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
    }

    [Theory]
    [InlineData("not an image", "alt", "no PNG")]
    [InlineData("\u0089PNG", "", "needs a description")]
    [InlineData(null, "alt", "cannot be read")]
    public async Task An_image_that_x_would_not_take_is_refused_without_a_request(string? content, string altText, string reason)
    {
        await using var stand = await XStand.OpenAsync();
        var post = WithImage(stand, content is null ? null : System.Text.Encoding.Latin1.GetBytes(content), altText);

        var refused = (await stand.Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Post);
        refused.Reason.ShouldContain(reason);
        stand.Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_that_is_too_large_is_refused_without_a_request()
    {
        await using var stand = await XStand.OpenAsync();
        var post = WithImage(stand, [.. s_png, .. new byte[5 * 1024 * 1024]], "alt");

        (await stand.Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Refused>().Reason.ShouldContain("5 MB");
        stand.Server.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/2/media/upload", 500, typeof(PublishOutcome.Unavailable))]
    [InlineData("/2/media/metadata", 503, typeof(PublishOutcome.Unavailable))]
    [InlineData("/2/media/upload", 429, typeof(PublishOutcome.Throttled))]
    [InlineData("/2/media/metadata", 402, typeof(PublishOutcome.Refused))]
    public async Task An_image_in_trouble_makes_no_post(string path, int status, Type outcome)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, After: true, Path: path, Status: status));

        (await stand.Network.PublishAsync(WithImage(stand, s_png, "alt"), Cancellation)).ShouldBeOfType(outcome);

        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_that_x_cannot_use_is_refused_with_its_words()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.ProcessingLooks = 1;
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Method: "GET",
                Path: "/2/media/upload",
                Status: 200,
                Body: File.ReadAllText(Shared.Need("reference", "examples", "x", "media-status-failed.json"))
            )
        );

        (await stand.Network.PublishAsync(WithImage(stand, s_png, "alt"), Cancellation))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Reason.ShouldContain("Unsupported video format");
    }

    [Fact]
    public async Task An_image_that_is_never_ready_ends_with_the_callers_patience()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.ProcessingLooks = 1000;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        (await stand.Network.PublishAsync(WithImage(stand, s_png, "alt"), limit.Token)).ShouldBeOfType<PublishOutcome.Unavailable>();

        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_is_deleted_and_deleted_once_more()
    {
        await using var stand = await XStand.OpenAsync();
        var post = await stand.PublishedAsync(stand.Post("Hello."));
        stand.Server.Plan(new Fault(FaultKind.Drop, After: true, Method: "DELETE"));

        (await stand.Network.DeleteAsync(post, Cancellation)).ShouldBeOfType<DeleteOutcome.Unavailable>();
        (await stand.Network.DeleteAsync(post, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>();

        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_below_a_post_are_read_also_where_they_name_nobody()
    {
        await using var stand = await XStand.OpenAsync();
        var root = await stand.PublishedAsync(stand.Post("Nominate!"));
        var part = await stand.PublishedAsync(stand.Post("How to.", root));
        var first = stand.Server.Say("jiff!", replyTo: root.Id);
        var second = stand.Server.Say("me too", replyTo: first);
        stand.Server.Say("elsewhere");

        var read = await stand.Network.ReadAnswersAsync(root, Cancellation);
        var below = await stand.Network.ReadAnswersAsync(part, Cancellation);

        var answers = read.ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Read>(read.ToString()).Value;
        answers.Select(answer => answer.Id).ShouldBe([part.Id, first, second]);
        answers.Select(answer => answer.Author.IsOurs).ShouldBe([true, false, false]);
        below.ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Read>().Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reactions_are_counted_by_post(bool newNames)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.HasNewNames = newNames;
        var liked = stand.Server.Say("hello", likes: 7);

        var read = await stand.Network.CountAsync([new(liked, ""), new("404", ""), new("not an id", "")], Cancellation);

        var counted = read.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>(read.ToString()).Value;
        counted.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(liked, new Reactions(7, 0, 0, 0) { Bookmarks = 0, Views = 0 }));
    }

    [Fact]
    public async Task A_part_right_behind_its_parent_waits_a_little()
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        using var wire = new Syndicator.Networks.Wire.WireClient();
        var network = new XNetwork(XStand.Account(stand.Server), stand.Secret, wire, clock);
        var root = (await network.PublishAsync(stand.Post("Root."), Cancellation)).ShouldBeOfType<PublishOutcome.Published>().Post;

        var part = network.PublishAsync(stand.Post("Part.", root), Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        stand.Server.Ledger.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(5));

        (await part).ShouldBeOfType<PublishOutcome.Published>();
    }

    [Fact]
    public async Task A_parent_of_another_network_is_refused_without_a_request()
    {
        await using var stand = await XStand.OpenAsync();

        (await stand.Network.PublishAsync(stand.Post("Part.", new RemotePost("at://x/y", "")), Cancellation))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Kind.ShouldBe(RefusalKind.Post);
        stand.Server.Seen.ShouldBeEmpty();
    }

    private OutboundPost WithImage(XStand stand, byte[]? bytes, string altText)
    {
        var file = Path.Combine(_folder, "cover.png");
        if (bytes is not null)
        {
            File.WriteAllBytes(file, bytes);
        }

        var post = stand.Post("The cover of this issue");
        return post with { Content = post.Content with { Images = [new PostImage(file, altText)] } };
    }
}
