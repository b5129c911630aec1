using System.Text;
using Syndicator.Issues;
using Syndicator.Sources;
using Syndicator.Sources.Web;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Sources;

public sealed class PageCheckTests : IAsyncDisposable
{
    private const string Path = "/blog/2026/11/18/weekly-59/";

    private readonly WebServer _server = new();
    private readonly WebReader _reader = new(new TestClock());

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("<h1>The Weekly 59</h1>")]
    [InlineData("<title>The Weekly 59 · Example</title>")]
    [InlineData("<h1>\n  the WEEKLY\n  <span class='n'>59</span></h1>")]
    [InlineData("<h1>The&nbsp;Week<wbr>ly&#32;59</h1>")]
    [InlineData("<p>1 < 2, The Weekly 59")]
    [InlineData("<p title='>'>(The Weekly 59)</p>")]
    [InlineData("<p>The Weekly 592, The Weekly 59</p>")]
    public async Task A_page_with_the_title_lets_the_issue_go(string html) => (await AskAsync(html)).ShouldBeNull();

    [Theory]
    [InlineData("<h1>The Weekly 592</h1>")]
    [InlineData("<h1>The Weekly 58</h1>")]
    [InlineData("<h1>TThe Weekly 59</h1>")]
    [InlineData("<!-- The Weekly 59 -->")]
    [InlineData("<script>'The Weekly 59'</script>")]
    [InlineData("<a title='The Weekly 59'>next</a>")]
    [InlineData("<!-- x <h1>The Weekly 59</h1>")]
    [InlineData("")]
    public async Task A_page_without_the_title_holds_it(string html)
    {
        var held = (await AskAsync(html)).ShouldNotBeNull();

        held.Code.ShouldBe("page-without-title");
        held.ToString()
            .ShouldBe(
                $"content/59.md: error page-without-title: The page {_server.At(Path)} answers, but \"The Weekly 59\" does not stand on it. "
                    + "It is asked again at the next look. If it is published, make the titles of issue and page equal."
            );
    }

    [Theory]
    [InlineData("It’s “here” – now", "<h1>It's \"here\" - now</h1>")]
    [InlineData("C++ & <T>", "<h1>C++ &amp; &lt;T&gt;</h1>")]
    [InlineData("Crème brûlée", "<h1>CRÈME BRÛLÉE!</h1>")]
    public async Task Signs_that_are_written_in_several_ways_are_one(string title, string html) =>
        (await AskAsync(html, title)).ShouldBeNull();

    [Theory]
    [InlineData("text/html; charset=windows-1252", "", "windows-1252")]
    [InlineData("text/html; charset=\"ISO-8859-1\"", "", "windows-1252")]
    [InlineData("text/html", "<meta charset=windows-1252>", "windows-1252")]
    [InlineData("text/html", "", "utf-8")]
    [InlineData("text/html; charset=utf-16le", "", "utf-16")]
    [InlineData("text/html; charset=no-such-thing", "", "utf-8")]
    public async Task The_encoding_of_the_page_is_respected(string contentType, string head, string encoding)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        _server[Path] = x => x.AnswerAsync(200, bytes.GetBytes($"{head}<h1>Crème</h1>"), $"Content-Type: {contentType}");

        (await CheckAsync("Crème")).ShouldBeNull();
    }

    [Theory]
    [InlineData(404, "page-missing", "answers 404: the site is not published yet.")]
    [InlineData(410, "page-missing", "answers 410: the site is not published yet.")]
    [InlineData(403, "page-refused", "answers 403, not the issue.")]
    [InlineData(503, "page-refused", "answers 503, not the issue.")]
    public async Task A_page_that_is_not_there_holds_the_issue(int status, string code, string message)
    {
        _server[Path] = x => x.AnswerAsync(status, "The Weekly 59");

        var held = (await CheckAsync()).ShouldNotBeNull();

        (held.Code, held.Severity).ShouldBe((code, Severity.Error));
        held.Message.ShouldBe($"The page {_server.At(Path)} {message}");
        held.Remedy!.ShouldStartWith("It is asked again at the next look.");
    }

    [Fact]
    public async Task A_page_that_moved_within_the_site_is_followed()
    {
        _server[Path] = x => x.RedirectAsync("/59/");
        _server["/59/"] = x => x.AnswerAsync(200, "The Weekly 59");

        (await CheckAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_front_page_is_not_the_issue()
    {
        _server[Path] = x => x.RedirectAsync("/");
        _server["/"] = x => x.AnswerAsync(200, "The Weekly 59");

        (await CheckAsync())!.Code.ShouldBe("page-elsewhere");
    }

    [Theory]
    [InlineData("https://example.org/59/", "https://example.net/59/", true)]
    [InlineData("https://example.org/59/", "https://login.example.org/59/", true)]
    [InlineData("https://example.org/59/", "https://www.example.org/59/", false)]
    [InlineData("http://example.org/59/", "https://EXAMPLE.org/60/", false)]
    [InlineData("https://example.org/59/", "https://example.org", true)]
    [InlineData("https://example.org/59/", "https://example.org/weekly/", true)]
    [InlineData("https://example.org/weekly/", "https://www.example.org/weekly/", false)]
    public void Another_host_and_the_front_page_are_elsewhere(string page, string final, bool isElsewhere) =>
        new PageCheck(_reader, new Uri("https://example.org/weekly/")).IsElsewhere(new Uri(page), new Uri(final)).ShouldBe(isElsewhere);

    [Fact]
    public async Task A_site_that_does_not_answer_holds_the_issue()
    {
        _server[Path] = x =>
        {
            x.Reset();
            return Task.CompletedTask;
        };

        var held = (await CheckAsync()).ShouldNotBeNull();

        held.Code.ShouldBe("page-unreachable");
        held.Message.ShouldBe($"The page {_server.At(Path)} cannot be read: 127.0.0.1 broke off its answer.");
    }

    [Fact]
    public async Task A_page_without_end_holds_the_issue()
    {
        _server[Path] = async x =>
        {
            await x.HeadAsync(200);
            await x.SendForeverAsync(new byte[64 * 1024]);
        };

        var held = (await CheckAsync()).ShouldNotBeNull();

        (held.Code, held.Message).ShouldBe(("page-refused", $"The page {_server.At(Path)} is longer than 4 MB."));
    }

    [Fact]
    public async Task A_page_that_a_feed_names_must_be_outside_the_network()
    {
        _server[Path] = x => x.AnswerAsync(200, "The Weekly 59");

        (await CheckAsync(site: new Uri("https://example.org/")))!.Code.ShouldBe("page-unreachable");
        _server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("blog/59")]
    [InlineData("file:///etc/passwd")]
    public async Task An_issue_without_page_is_told(string? url)
    {
        var check = new PageCheck(_reader, _server.Address);

        (
            await check.AskAsync(
                new Issue
                {
                    File = "a.md",
                    Title = "A",
                    Url = url,
                },
                TestContext.Current.CancellationToken
            )
        )!.Code.ShouldBe("page-unknown");
    }

    [Fact]
    public void No_page_takes_long()
    {
        foreach (var part in new[] { "<", "<!--", "<script>", "<a b=\"", "a", "&", "&#", "The Weekly 5" })
        {
            PageText.Holds(string.Concat(Enumerable.Repeat(part, 300_000)), "The Weekly 59").ShouldBeFalse();
        }
    }

    [Fact]
    public void No_markup_is_too_odd()
    {
        string[] parts =
        [
            "<",
            ">",
            "<!--",
            "-->",
            "<script",
            "</script>",
            "<a",
            " b=",
            "\"",
            "'",
            "/",
            "&lt;",
            "&#x",
            "1;",
            "\uD800",
            "\0",
            "é",
        ];
        var random = new Random(59);
        for (var i = 0; i < 20_000; i++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));

            PageText.Of(html).Length.ShouldBeLessThanOrEqualTo(html.Length, html);
        }
    }

    private Task<Diagnostic?> AskAsync(string html, string title = "The Weekly 59")
    {
        _server[Path] = x => x.AnswerAsync(200, html, "Content-Type: text/html; charset=utf-8");
        return CheckAsync(title);
    }

    private Task<Diagnostic?> CheckAsync(string title = "The Weekly 59", string? url = null, Uri? site = null) =>
        new PageCheck(_reader, site ?? _server.Address).AskAsync(
            new Issue
            {
                File = "content/59.md",
                Title = title,
                Url = url ?? _server.At(Path).AbsoluteUri,
            },
            TestContext.Current.CancellationToken
        );
}
