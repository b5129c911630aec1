using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.App;
using Syndicator.App.Pages;
using Syndicator.Tests.Pages;

namespace Syndicator.Tests.Hosting;

public partial class DeskTests
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/desk.css", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_safe(string path, HttpStatusCode status)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.WithoutForms);
        using var response = await server.GetAsync(path);
        response.StatusCode.ShouldBe(status);
        Header(response, "Content-Security-Policy").ShouldContain("default-src 'none'");
        Header(response, "Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        Header(response, "Content-Security-Policy").ShouldNotContain("unsafe");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/no/such/page.md")]
    [InlineData("/desk.css/x.y")]
    public async Task An_address_of_nothing_says_so(string path)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.WithoutForms);
        using var response = await server.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("There is no such page");
    }

    [Fact]
    public async Task The_page_has_no_script_but_our_file_and_no_style_of_its_own()
    {
        var html = await PageAsync(SampleWeek.Ready);
        html.Replace(DeskServer.OurScript, "", StringComparison.Ordinal).ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<style", Case.Insensitive);
        html.ShouldNotContain("style=", Case.Insensitive);
        EventAttribute().IsMatch(Quoted().Replace(html, "\"\"")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_says_what_goes_out_where_and_when()
    {
        var html = await PageAsync(SampleWeek.Ready);
        html.ShouldContain("""<a href="https://sample.example/2026/11/18/sample-weekly-12/" rel="noreferrer">Its page</a>""");
        html.ShouldContain("""<a href="/issues/issue-12">Sample Weekly 12: Parsers everywhere</a>""");
        html.ShouldContain("Ready to go out");
        html.ShouldContain("262 of 500");
        html.ShouldContain("about US$ 0.20");
        html.ShouldContain("""<time datetime="2026-11-18T20:05:00Z" title="2026-11-18T20:05:00Z">Wed 18 Nov, 15:05</time>""");
        html.ShouldContain("The network says that the app password was revoked.");
        html.ShouldContain("line 31");
        WebUtility.HtmlDecode(html).ShouldContain("main\u2060.rs", Case.Sensitive, "the guard must survive");
    }

    [Fact]
    public async Task An_issue_that_is_not_ready_shows_every_reason_and_what_to_do()
    {
        var html = await PageAsync(SampleWeek.Held);
        html.ShouldContain("Not ready: 2 reasons hold it back");
        html.ShouldContain("empty-link");
        html.ShouldContain("Put the address between the brackets.");
        html.ShouldContain("closed-call");
        html.ShouldContain("Nothing is planned until the issue is ready.");
        html.ShouldContain("Something is wrong");
        html.ShouldContain("The job watch failed 3 times in a row.");
        html.ShouldContain("The log says why.");
        html.ShouldContain("Worth a look");
        html.ShouldContain("<a href=\"/posts\">Release what is still wanted, stop the rest</a>");
        html.ShouldNotContain("Release or stop it.", Case.Sensitive, "the page leads there; the message's own remedy names commands");
    }

    [Fact]
    public async Task Calls_that_wait_for_an_editor_show_why_and_how_to_decide_and_those_that_close_show_when()
    {
        var html = await PageAsync(SampleWeek.Ready);
        html.ShouldContain("1 waits for an editor");
        html.ShouldContain("<bdi>the event (2025-05-04) began before the issue came: the year may be off</bdi>");
        html.ShouldContain("<a href=\"/calls/0198c0f2-1a2b-7abc\">");
        html.ShouldContain("""<bdi>RockpoolCamp</bdi></strong> closes <time datetime="2026-11-21T20:04:00Z" """.TrimEnd());
        html.ShouldContain("4 calls wait to be told of.");
        html.ShouldContain("It could be told of until <time");

        var week = SampleWeek.Ready with { Publications = [.. SampleWeek.Ready.Publications.Select(each => each with { Calls = null })] };
        (await PageAsync(week)).ShouldNotContain("Calls for participation</h3>");
    }

    [Fact]
    public async Task What_waits_for_an_editor_comes_first_then_what_goes_out_next_by_itself()
    {
        var html = await PageAsync(SampleWeek.Ready);
        var waits = html.IndexOf("<a href=\"/posts\"><strong>3 posts wait for an editor</strong></a>", StringComparison.Ordinal);
        var next = html.IndexOf("<bdi>Speakers wanted: RockpoolCamp</bdi>", StringComparison.Ordinal);
        waits.ShouldBePositive();
        next.ShouldBeGreaterThan(waits);
        html.ShouldContain("Thu 19 Nov, 15:04</time> on mastodon, bluesky");
        html.ShouldContain("<a href=\"/calls/0198c0f2-3c4d-7abc\">");

        var quiet = SampleWeek.Ready with
        {
            Publications =
            [
                .. SampleWeek.Ready.Publications.Select(each =>
                    each with
                    {
                        Waiting = null,
                        Next = [],
                        Edits = [.. each.Edits, each.Edits[0], each.Edits[1]],
                    }
                ),
            ],
        };
        var page = await PageAsync(quiet);
        page.ShouldContain("Nothing is planned.");
        page.ShouldNotContain("for an editor</strong>");
        page.ShouldContain("<a href=\"/posts/edits\">accept or dismiss 4 changes</a>");
        page.ShouldNotContain("<del>", Case.Sensitive, "many edits have a page of their own");
    }

    [Fact]
    public async Task A_proposed_edit_shows_what_would_change_and_how_to_decide()
    {
        var html = await PageAsync(SampleWeek.Ready);
        html.ShouldContain("Crate of the week: <del>tidepool</del><ins>rockpool</ins>");
        html.ShouldContain("/posts/edits/acceptance?key=sample%2Fissue-12%2Fmastodon%2Fcrate%2Fe1");
        html.ShouldContain("Posts on x cannot be edited from here.");
        html.ShouldNotContain("/posts/edits/acceptance?key=sample%2Fissue-12%2Fx%2Fcrate%2Fe1");
        html.ShouldContain("/posts/edits/dismissal?key=sample%2Fissue-12%2Fx%2Fcrate%2Fe1");
    }

    [Fact]
    public async Task The_open_round_is_shown_with_its_leaders_ties_and_troubles()
    {
        var html = await PageAsync(SampleWeek.Ready);
        html.ShouldContain("Nominations for 13");
        html.ShouldContain("Crates: 2 tied for the first place");
        html.ShouldContain("<strong><bdi>jiff</bdi></strong>: 3");
        html.ShouldContain("2 mentions wait to be read");
        html.ShouldContain("cannot be read since");

        var empty = SampleWeek.Ready.Publications[0];
        var quiet = await PageAsync(
            new ThisWeekView
            {
                Publications = [empty with { Round = empty.Round! with { Kinds = [], UnreadCount = 0, CollectedAt = null } }],
            }
        );
        quiet.ShouldContain("Nothing is nominated yet. People mention us.");
        quiet.ShouldNotContain("wait to be read");
    }

    [Fact]
    public async Task An_empty_desk_says_what_to_do()
    {
        (await PageAsync(SampleWeek.Empty)).ShouldContain("None was found in <code>config/sample/issues</code>");
        (await PageAsync(new ThisWeekView { Publications = [] })).ShouldContain("check-config");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("javascript:alert(1)")]
    [InlineData("{{7*7}}<!--")]
    [InlineData("abc\u202E\u2066evil\uD800 \u0301\u0301\u0301")]
    public async Task Hostile_text_is_shown_as_text(string text)
    {
        var html = await PageAsync(SampleWeek.WithText(text));
        html.Replace(DeskServer.OurScript, "", StringComparison.Ordinal).ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<img", Case.Insensitive);
        html.ShouldNotContain("<!--");
        EventAttribute().IsMatch(Quoted().Replace(html, "\"\"")).ShouldBeFalse();
        foreach (Match link in Href().Matches(html))
        {
            link.Groups[1].Value.ShouldMatch("^(https?://|/|#)");
        }
    }

    [Fact]
    public async Task Every_heading_stands_below_one_of_the_level_above()
    {
        var levels = Heading().Matches(await PageAsync(SampleWeek.Held)).Select(match => match.Groups[1].Value[0] - '0').ToList();
        levels[0].ShouldBe(1);
        levels.Count(level => level == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Fact]
    public async Task Every_id_is_there_once_and_every_label_points_to_one()
    {
        var html = await PageAsync(SampleWeek.Ready);
        var ids = Id().Matches(html).Select(match => match.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => !id.Contains(' '));
        LabelledBy().Matches(html).Select(match => match.Groups[1].Value).ShouldBeSubsetOf(ids);
    }

    [Fact]
    public async Task The_style_is_kept_for_good_under_an_address_that_changes_with_it()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.WithoutForms);
        using var page = await server.GetAsync("/");
        Header(page, "Cache-Control").ShouldBe("no-store");
        var address = StyleAddress().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        using var style = await server.GetAsync(address);
        Header(style, "Cache-Control").ShouldContain("immutable");
        style.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        using var again = await server.GetAsync(address, request => request.Headers.IfNoneMatch.Add(style.Headers.ETag!));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_page_that_breaks_says_so_without_the_reason()
    {
        await using var server = await DeskServer.StartAsync(
            new ThisWeekView { Publications = [SampleWeek.Ready.Publications[0] with { Id = DeskServer.Broken }] }
        );
        using var response = await server.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        Header(response, "Content-Security-Policy").ShouldContain("default-src 'none'");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("Something broke");
        // Whether deliveries go on, or a decision was kept, is not known here.
        html.ShouldContain("look whether it was done");
        html.ShouldNotContain("secret detail");
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("DELETE", "/")]
    [InlineData("PUT", "/health/ready")]
    public async Task A_page_can_only_be_read(string method, string path)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        using var response = await server.GetAsync(path, request => request.Method = new HttpMethod(method));
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
    }

    [Fact]
    public void Systemd_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        HostSystemd.Notify(path, "READY=1", NullLogger.Instance);
        var buffer = new byte[64];
        Encoding.UTF8.GetString(buffer, 0, systemd.Receive(buffer)).ShouldBe("READY=1");
    }

    private static async Task<string> PageAsync(ThisWeekView view)
    {
        await using var server = await DeskServer.StartAsync(view);
        using var response = await server.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    [GeneratedRegex("<[a-z][^>]*\\son[a-z]+\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex EventAttribute();

    /// <summary>Attribute values, which always stand in double quotes.</summary>
    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Heading();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("aria-labelledby=\"([^\"]*)\"")]
    private static partial Regex LabelledBy();

    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]*)\"")]
    private static partial Regex StyleAddress();
}
