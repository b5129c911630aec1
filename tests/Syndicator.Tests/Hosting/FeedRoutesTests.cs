using System.Net;
using System.Text.RegularExpressions;
using Syndicator.Tests.Calls.Feeds;
using Syndicator.Tests.Pages;

namespace Syndicator.Tests.Hosting;

public partial class FeedRoutesTests
{
    [Theory]
    [InlineData("/feeds/gazette/calls.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("/feeds/gazette/calls.ics", "text/calendar; charset=utf-8")]
    public async Task A_feed_is_sent_once_and_asked_again_answers_that_nothing_changed(string path, string contentType)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var sent = await server.GetAsync(path);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        sent.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
        sent.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        sent.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var bytes = await sent.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var feed = FeedSamples.Feed([.. FeedSamples.All]);
        bytes.ShouldBe(path.EndsWith("ics", StringComparison.Ordinal) ? feed.ToCalendar() : feed.ToAtom(null));

        using var again = await server.GetAsync(path, request => request.Headers.IfNoneMatch.Add(sent.Headers.ETag!));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        using var head = await server.GetAsync(path, request => request.Method = HttpMethod.Head);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        head.Headers.ETag.ShouldBe(sent.Headers.ETag);

        using var posted = await server.GetAsync(path, request => request.Method = HttpMethod.Post);
        posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/feeds/nobody/calls.atom")]
    [InlineData("/feeds/%2e%2e%2f%2e%2e/calls.ics")]
    public async Task What_is_not_there_is_said_on_a_page(string path)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var response = await server.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("There is no such page");
    }

    [Fact]
    public async Task Who_may_not_see_the_desk_gets_no_feed_from_it()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var response = await server.GetAsync(
            "/feeds/gazette/calls.ics",
            request => request.Headers.Add("X-Forwarded-For", "203.0.113.9")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_page_names_the_feeds_of_each_publication()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        using var response = await server.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Alternate()
            .Matches(html)
            .Select(match => WebUtility.HtmlDecode(match.Value))
            .ShouldBe([
                """<link rel="alternate" type="application/atom+xml" title="Sample Weekly: calls for participation" href="/feeds/sample/calls.atom" />""",
                """<link rel="alternate" type="text/calendar" title="Sample Weekly: closing days" href="/feeds/sample/calls.ics" />""",
            ]);
    }

    [GeneratedRegex("<link rel=\"alternate\"[^>]*>")]
    private static partial Regex Alternate();
}
