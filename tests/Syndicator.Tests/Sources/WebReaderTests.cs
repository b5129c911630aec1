using System.IO.Compression;
using System.Net;
using System.Text;
using Syndicator.Sources.Web;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Sources;

public sealed class WebReaderTests : IAsyncDisposable
{
    private const int Most = 64 * 1024;

    /// <summary>What systems take from a server before anybody has read it: far more than the limit, far less than what the servers below would send.</summary>
    private const int HeldBySystem = 64 * 1024 * 1024;

    private readonly TestClock _clock = new();
    private readonly WebServer _server = new();
    private readonly WebReader _reader;

    public WebReaderTests() => _reader = new WebReader(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_document_comes_with_what_its_server_says_of_it()
    {
        _server["/a"] = x => x.AnswerAsync(200, "text", "ETag: \"1\"", "Last-Modified: Wed, 29 Jul 2026 12:00:00 GMT", "Content-Type: a/b");

        var document = (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>();

        Text(document).ShouldBe("text");
        document.ETag.ShouldBe("\"1\"");
        document.LastModified.ShouldBe("Wed, 29 Jul 2026 12:00:00 GMT");
        document.ContentType.ShouldBe("a/b");
        document.FinalAddress.ShouldBe(_server.At("/a"));
    }

    [Fact]
    public async Task The_program_says_its_name_and_version_and_nothing_else_of_itself()
    {
        _server["/a"] = x => x.AnswerAsync(200, "text", "Set-Cookie: a=b");
        await AskAsync("/a");
        await AskAsync("/a");

        var headers = _server.Seen[1].Headers;

        headers["User-Agent"].ShouldBe($"Syndicator/{typeof(WebReader).Assembly.GetName().Version!.ToString(3)}");
        headers.Keys.Order(StringComparer.Ordinal).ShouldBe(["Accept", "Accept-Encoding", "Host", "User-Agent"]);
        _server.Connections.ShouldBe(1, "connections are used again");
    }

    [Fact]
    public async Task A_version_that_is_known_is_named_and_need_not_be_sent_again()
    {
        _server["/a"] = x =>
            x.Seen.Header("If-None-Match") == "W/\"1\"" && x.Seen.Header("If-Modified-Since") == "yesterday"
                ? x.HeadAsync(304)
                : x.AnswerAsync(200, "text", "ETag: W/\"1\"", "Last-Modified: yesterday");
        var known = (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>().Version;

        (await AskAsync(Question("/a") with { Known = known })).ShouldBeOfType<WebAnswer.NotModified>();
    }

    [Fact]
    public async Task A_version_is_named_only_at_the_address_it_came_from()
    {
        _server["/a"] = x => x.RedirectAsync("/b");
        _server["/b"] = x => x.AnswerAsync(200, "text", "ETag: \"1\"");
        var known = (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>().Version;

        await AskAsync(Question("/a") with { Known = known });

        _server
            .Seen.Select(seen => (seen.Path, seen.Header("If-None-Match")))
            .ShouldBe([("/a", null), ("/b", null), ("/a", null), ("/b", "\"1\"")]);
    }

    [Theory]
    [InlineData("ETag: \"caf\u00e9\"")]
    [InlineData("ETag: \"\u0001\"")]
    public async Task A_version_that_cannot_be_sent_back_is_not_kept(string header)
    {
        _server["/a"] = x => x.AnswerAsync(200, "text", header);

        (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>().ETag.ShouldBeNull();
    }

    [Fact]
    public async Task An_unasked_304_is_no_document()
    {
        _server["/a"] = x => x.HeadAsync(304);

        (await AskAsync("/a")).ShouldBe(new WebAnswer.Refused(304, null));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(300)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(999)]
    public async Task Every_other_status_is_told(int status)
    {
        _server["/a"] = x => status == 204 ? x.HeadAsync(status) : x.AnswerAsync(status, "<h1>no</h1>");

        (await AskAsync("/a")).ShouldBe(new WebAnswer.Refused(status, null));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Wed, 29 Jul 2026 12:02:00 GMT", 120)]
    [InlineData("Wed, 29 Jul 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    public async Task A_server_may_say_when_to_come_again(string wish, int? seconds)
    {
        _server["/a"] = x => x.AnswerAsync(429, "", $"Retry-After: {wish}");

        (await AskAsync("/a")).ShouldBe(new WebAnswer.Refused(429, seconds is { } s ? TimeSpan.FromSeconds(s) : null));
    }

    [Fact]
    public async Task A_time_to_come_again_is_counted_on_the_servers_own_clock()
    {
        _server["/a"] = x => x.AnswerAsync(503, "", "Date: Thu, 01 Jan 2032 00:00:00 GMT", "Retry-After: Thu, 01 Jan 2032 00:10:00 GMT");

        (await AskAsync("/a")).ShouldBe(new WebAnswer.Refused(503, TimeSpan.FromMinutes(10)));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_packed_document_is_unpacked(string encoding)
    {
        _server["/a"] = x => x.AnswerAsync(200, Packed(encoding, Encoding.UTF8.GetBytes("text")), $"Content-Encoding: {encoding}");

        Text((await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>()).ShouldBe("text");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_bomb_is_not_blown_up(string encoding)
    {
        // 256 MB of nothing, which would take that much memory.
        var bomb = Packed(encoding, new byte[256 * 1024 * 1024]);
        _server["/a"] = x => x.AnswerAsync(200, bomb, $"Content-Encoding: {encoding}");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        (await AskAsync(Question("/a") with { MostBytes = 4 * 1024 * 1024 })).ShouldBeOfType<WebAnswer.TooLarge>();

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(128 * 1024 * 1024);
    }

    [Theory]
    [InlineData("gzip", "no gzip at all")]
    [InlineData("zstd", "text")]
    [InlineData("gzip, br", "text")]
    public async Task What_cannot_be_unpacked_is_said_so(string encoding, string body)
    {
        _server["/a"] = x => x.AnswerAsync(200, body, $"Content-Encoding: {encoding}");

        (await ReasonAsync("/a")).ShouldBe("127.0.0.1 sent an answer that cannot be unpacked.");
    }

    [Fact]
    public async Task A_packed_document_that_ends_early_is_none()
    {
        var packed = Packed("gzip", Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 5000))));
        _server["/a"] = x => x.AnswerAsync(200, packed[..(packed.Length / 2)], "Content-Encoding: gzip");

        (await ReasonAsync("/a")).ShouldBe("127.0.0.1 sent an answer that cannot be unpacked.");
    }

    [Theory]
    [InlineData(Most, true)]
    [InlineData(Most + 1, false)]
    public async Task A_document_may_be_as_long_as_the_limit(int length, bool isRead)
    {
        _server["/told"] = x => x.AnswerAsync(200, new byte[length]);
        _server["/untold"] = async x =>
        {
            await x.HeadAsync(200, "Connection: close");
            await x.SendAsync(new byte[length]);
            x.Close();
        };

        foreach (var path in new[] { "/told", "/untold" })
        {
            (await AskAsync(path))
                .Match(document => document.Bytes.Length == length, () => false, _ => false, _ => false, _ => false)
                .ShouldBe(isRead);
        }
    }

    [Fact]
    public async Task A_document_that_is_announced_too_long_is_not_read()
    {
        _server["/a"] = async x =>
        {
            await x.HeadAsync(200, "Content-Length: 1073741824");
            await x.SendForeverAsync(new byte[64 * 1024]);
        };

        (await AskAsync("/a")).ShouldBe(new WebAnswer.TooLarge(Most));
        (await SettledAsync()).ShouldBeLessThan(HeldBySystem);
    }

    [Theory]
    [InlineData("Connection: close", false)]
    [InlineData("Transfer-Encoding: chunked", true)]
    public async Task An_endless_document_is_left_when_it_is_too_long(string header, bool isChunked)
    {
        byte[] some = isChunked ? [.. "10000\r\n"u8, .. new byte[64 * 1024], .. "\r\n"u8] : new byte[64 * 1024];
        _server["/a"] = async x =>
        {
            await x.HeadAsync(200, header);
            await x.SendForeverAsync(some);
        };

        (await AskAsync("/a")).ShouldBe(new WebAnswer.TooLarge(Most));
        (await SettledAsync()).ShouldBeLessThan(HeldBySystem);
    }

    [Fact]
    public async Task Endless_headers_are_left()
    {
        _server["/a"] = async x =>
        {
            await x.SendAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
            await x.SendForeverAsync(Encoding.ASCII.GetBytes($"X-Long: {new string('a', 1000)}\r\n"));
        };

        (await ReasonAsync("/a")).ShouldBe("127.0.0.1 sends more headers than are read (32 KB).");
        (await SettledAsync()).ShouldBeLessThan(HeldBySystem);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("trickling head")]
    [InlineData("trickling body")]
    [InlineData("unending promises")]
    public async Task A_server_that_takes_its_time_is_left_when_the_time_is_over(string way)
    {
        var asked = new TaskCompletionSource();
        _server["/a"] = async x =>
        {
            await (way is "trickling body" ? x.HeadAsync(200) : Task.CompletedTask);
            await x.SendAsync(way is "silent" ? default(ReadOnlyMemory<byte>) : "H"u8.ToArray());
            asked.SetResult();
            await (way is "unending promises" ? x.SendForeverAsync("TTP/1.1 103 Early Hints\r\n\r\nH"u8.ToArray()) : x.HangAsync());
        };
        var answer = AskAsync("/a");
        await asked.Task;
        _clock.Advance(WebReader.Limit - TimeSpan.FromSeconds(1));
        answer.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));

        (await answer).ShouldBe(new WebAnswer.Unreachable("127.0.0.1 did not answer in full within 20 seconds."));
    }

    [Fact]
    public async Task The_time_counts_for_all_redirects_together()
    {
        var asked = new TaskCompletionSource();
        _server["/a"] = x =>
        {
            _clock.Advance(TimeSpan.FromSeconds(15));
            return x.RedirectAsync("/b");
        };
        _server["/b"] = x =>
        {
            asked.SetResult();
            return x.HangAsync();
        };
        var answer = AskAsync("/a");
        await asked.Task;

        _clock.Advance(TimeSpan.FromSeconds(5));

        (await answer).ShouldBeOfType<WebAnswer.Unreachable>();
    }

    [Fact]
    public async Task Whoever_asks_may_give_up()
    {
        using var patience = new CancellationTokenSource();
        _server["/a"] = async x =>
        {
            await patience.CancelAsync();
            await x.HangAsync();
        };

        await Should.ThrowAsync<OperationCanceledException>(() => _reader.GetAsync(Question("/a"), patience.Token));
    }

    [Fact]
    public async Task A_connection_that_breaks_gives_no_half_document()
    {
        _server["/reset"] = x =>
        {
            x.Reset();
            return Task.CompletedTask;
        };
        _server["/short"] = async x =>
        {
            await x.HeadAsync(200, "Content-Length: 100");
            await x.SendAsync("only this"u8.ToArray());
            x.Close();
        };
        _server["/chunk"] = async x =>
        {
            await x.HeadAsync(200, "Transfer-Encoding: chunked");
            await x.SendAsync("4\r\ntext\r\n"u8.ToArray());
            x.Close();
        };

        (await ReasonAsync("/reset")).ShouldBe("127.0.0.1 broke off its answer.");
        (await ReasonAsync("/short")).ShouldBe("127.0.0.1 broke off its answer.");
        (await ReasonAsync("/chunk")).ShouldBe("127.0.0.1 broke off its answer.");
    }

    [Fact]
    public async Task What_follows_a_document_is_not_part_of_it()
    {
        _server["/a"] = async x =>
        {
            await x.HeadAsync(200, "Content-Length: 4");
            await x.SendAsync("text and more"u8.ToArray());
        };

        Text((await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>()).ShouldBe("text");
    }

    [Fact]
    public async Task Something_else_than_a_web_server_is_told()
    {
        _server["/a"] = async x =>
        {
            await x.SendAsync("220 mail.example ESMTP\r\n"u8.ToArray());
            x.Close();
        };

        (await ReasonAsync("/a")).ShouldBe("127.0.0.1 does not answer as a web server does.");
    }

    [Fact]
    public async Task Who_is_not_there_is_told()
    {
        Uri gone;
        await using (var server = new WebServer())
        {
            gone = server.Address;
        }

        (await ReasonAsync(new WebQuestion(gone, gone))).ShouldBe($"127.0.0.1:{gone.Port} refuses the connection.");
        var unknown = new Uri("http://no-such-name.invalid/");
        (await ReasonAsync(new WebQuestion(unknown, unknown))).ShouldBe("The name no-such-name.invalid leads to no server.");
    }

    [Fact]
    public async Task A_web_server_without_certificate_is_told()
    {
        var secure = new UriBuilder(_server.Address) { Scheme = "https" }.Uri;

        var answer = AskAsync(new WebQuestion(secure, secure));

        // The server waits for a line's end that may never come in what begins a secure connection.
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }

        (await answer).ShouldBeOfType<WebAnswer.Unreachable>();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_followed_to_their_end(int status)
    {
        _server["/a"] = x => x.RedirectAsync("b?c=d#e", status);
        _server["/b?c=d"] = x => x.AnswerAsync(200, "text");

        var document = (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>();

        document.FinalAddress.AbsoluteUri.ShouldBe($"{_server.Address}b?c=d#e");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_enough(int count, bool isRead)
    {
        for (var i = 0; i < count; i++)
        {
            var next = FormattableString.Invariant($"/{i + 1}");
            _server[FormattableString.Invariant($"/{i}")] = x => x.RedirectAsync(next);
        }

        _server[FormattableString.Invariant($"/{count}")] = x => x.AnswerAsync(200, "text");

        (await AskAsync("/0") is WebAnswer.Document).ShouldBe(isRead);
        _server.Seen.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a#b")]
    [InlineData("/b")]
    public async Task A_circle_is_noticed(string place)
    {
        _server["/a"] = x => x.RedirectAsync(place);
        _server["/b"] = x => x.RedirectAsync("/a");

        (await ReasonAsync("/a")).ShouldBe("127.0.0.1 redirects in a circle.");
        _server.Seen.Count.ShouldBeLessThan(3);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "127.0.0.1 redirects to an address that is not of the web (file:).")]
    [InlineData("ftp://127.0.0.1/", "127.0.0.1 redirects to an address that is not of the web (ftp:).")]
    [InlineData("javascript:alert(1)", "127.0.0.1 redirects to an address that is not of the web (javascript:).")]
    [InlineData("http://", "127.0.0.1 redirects to something that is no address.")]
    [InlineData(
        "http://169.254.169.254/latest/meta-data/",
        "169.254.169.254 is inside this network, where only configured servers are asked."
    )]
    [InlineData(
        "http://[::ffff:169.254.169.254]/",
        "[::ffff:169.254.169.254] is inside this network, where only configured servers are asked."
    )]
    [InlineData("http://0/", "0.0.0.0 is inside this network, where only configured servers are asked.")]
    [InlineData("http://localhost:1/", "localhost is inside this network, where only configured servers are asked.")]
    public async Task A_redirect_leads_neither_out_of_the_web_nor_into_the_network(string place, string reason)
    {
        _server["/a"] = x => x.RedirectAsync(place);

        (await ReasonAsync("/a")).ShouldBe(reason);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public async Task Another_server_of_this_machine_is_not_reached_by_redirect(string at)
    {
        Assert.SkipUnless(at != "::1" || System.Net.Sockets.Socket.OSSupportsIPv6, "needs IPv6");
        await using var other = new WebServer(IPAddress.Parse(at));
        other["/secret"] = x => x.AnswerAsync(200, "secret");
        _server["/a"] = x => x.RedirectAsync(other.At("/secret").AbsoluteUri);

        (await ReasonAsync("/a")).ShouldEndWith("is inside this network, where only configured servers are asked.");
        other.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task An_open_connection_to_a_configured_server_does_not_serve_redirects_from_elsewhere()
    {
        await using var other = new WebServer();
        other["/"] = x => x.AnswerAsync(200, "text");
        _server["/a"] = x => x.RedirectAsync(other.Address.AbsoluteUri);
        (await AskAsync(new WebQuestion(other.Address, other.Address))).ShouldBeOfType<WebAnswer.Document>();

        (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Unreachable>();

        other.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_may_come_back_to_the_configured_server()
    {
        _server["/a"] = x => x.RedirectAsync(_server.At("/b").AbsoluteUri);
        _server["/b"] = x => x.AnswerAsync(200, "text");

        (await AskAsync("/a")).ShouldBeOfType<WebAnswer.Document>();
    }

    [Fact]
    public async Task An_address_that_is_not_configured_must_be_outside()
    {
        (await ReasonAsync(new WebQuestion(_server.Address, null))).ShouldBe(
            "127.0.0.1 is inside this network, where only configured servers are asked."
        );
        _server.Connections.ShouldBe(0);
    }

    [Fact]
    public void A_secure_address_does_not_lead_to_an_open_one()
    {
        WebRedirect
            .Follow(new Uri("https://example.org/a"), "http://example.org/a")
            .Reason!.ShouldStartWith("example.org redirects from https to http");
        WebRedirect.Follow(new Uri("https://example.org/a"), "//example.net/b").Address.ShouldBe(new Uri("https://example.net/b"));
        WebRedirect.Follow(new Uri("http://example.org/a"), "https://example.org/a").Address.ShouldBe(new Uri("https://example.org/a"));
    }

    private WebQuestion Question(string path) => new(_server.At(path), _server.Address) { MostBytes = Most };

    private Task<WebAnswer> AskAsync(string path) => AskAsync(Question(path));

    private Task<WebAnswer> AskAsync(WebQuestion question) => _reader.GetAsync(question, Cancellation);

    private Task<string> ReasonAsync(string path) => ReasonAsync(Question(path));

    private async Task<string> ReasonAsync(WebQuestion question) =>
        (await AskAsync(question)).ShouldBeOfType<WebAnswer.Unreachable>().Reason;

    /// <summary>What the server got rid of when it has noticed that nobody listens any more.</summary>
    private async Task<long> SettledAsync()
    {
        await _server.LeftAsync();
        return _server.Sent;
    }

    private static string Text(WebAnswer.Document document) => Encoding.UTF8.GetString(document.Bytes.Span);

    private static byte[] Packed(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (
            Stream packing = encoding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            }
        )
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }
}
