using System.Net;
using System.Net.Sockets;
using System.Text;
using Syndicator.App.Pages;
using Syndicator.Tests.Pages;

namespace Syndicator.Tests.Hosting;

public class OpenDeskTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10:80")]
    [InlineData("[::1]:5080")]
    public async Task A_loopback_name_is_let_in(string host)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        using var response = await server.GetAsync("/", request => request.Headers.Host = host);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("rebound.example")]
    [InlineData("localhost.rebound.example")]
    [InlineData("127.0.0.1.rebound.example")]
    [InlineData("192.168.1.10")]
    [InlineData("0.0.0.0")]
    [InlineData("[::ffff:10.0.0.1]")]
    public async Task A_foreign_name_gets_nothing_but_the_reason(string host)
    {
        var problem = new ProblemView(true, "account-paused", "weekly", "x", "a problem", "a remedy", null);
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready, problem);
        foreach (var path in new[] { "/", "/health/ready", "/desk.css" })
        {
            using var response = await server.GetAsync(path, request => request.Headers.Host = host);
            response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldContain("no sign-in");
            text.ShouldNotContain("rebound");
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-host", "desk.example")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Anything", "1")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    [InlineData("Client-IP", "203.0.113.7")]
    [InlineData("X-Forwarded", "for=203.0.113.7")]
    public async Task A_request_through_a_proxy_is_refused(string header, string value)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        using var response = await server.GetAsync("/", request => request.Headers.TryAddWithoutValidation(header, value));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("SSH tunnel");
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: rebound.example\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost:99999\r\n\r\n")]
    [InlineData("GET http://rebound.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task A_request_without_one_clear_name_gets_no_page(string request)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        var status = await StatusLineAsync(server.Address, request);
        status.ShouldStartWith("HTTP/1.1 4");
    }

    private static async Task<string> StatusLineAsync(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }
}
