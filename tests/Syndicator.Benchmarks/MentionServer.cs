using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Syndicator.Benchmarks;

/// <summary>
/// A server that speaks just enough of Mastodon's language to hold mentions: pages of 80 with <c>min_id</c>, every answer made when it is asked for. Without the
/// limits of a real one, so that the reader is what is measured. In a process of its own, so that memory is the reader's.
/// </summary>
internal static class MentionServer
{
    private const int PageSize = 80;
    private const long FirstId = 110_000_000_000_000_000;

    private static readonly DateTimeOffset s_first = new(2026, 11, 18, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The cursor of whoever has read so many.</summary>
    public static string CursorAfter(int count) => (FirstId + count - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Serves until its standard input ends. A line in it with a number makes it hold so many.</summary>
    public static async Task<int> RunAsync()
    {
        var count = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/api/v2/instance", () => Json("""{"domain":"held.example","version":"4.6.0","configuration":{}}"""));
        app.MapGet("/api/v1/accounts/verify_credentials", () => Json("""{"id":"1","username":"us","acct":"us"}"""));
        app.MapGet("/api/v1/statuses", () => Json("[]"));
        app.MapGet("/api/v1/notifications", (HttpContext context) => Page(context, Volatile.Read(ref count)));
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Volatile.Write(ref count, int.Parse(line, CultureInfo.InvariantCulture));
            Console.WriteLine("held");
        }

        return 0;
    }

    private static IResult Page(HttpContext context, int count)
    {
        var from = context.Request.Query["min_id"] is [{ } id]
            ? (int)Math.Max(0, long.Parse(id, CultureInfo.InvariantCulture) - FirstId + 1)
            : 0;
        var to = Math.Min(from + PageSize, count);
        if (from >= to)
        {
            return Json("[]");
        }

        context.Response.Headers.Link = string.Create(
            CultureInfo.InvariantCulture,
            $"<http://{context.Request.Host}/api/v1/notifications?min_id={FirstId + to - 1}>; rel=\"prev\""
        );
        var page = new StringBuilder("[");
        for (var i = to - 1; i >= from; i--)
        {
            page.Append(Notification(i)).Append(i == from ? ']' : ',');
        }

        return Json(page.ToString());
    }

    /// <summary>Of ten people two nominate with a link, one in other words, one agrees with the one before, one speaks of a crate without us; the others talk.</summary>
    private static string Notification(int i)
    {
        var crate = $"crate-{i * 31 % 2003 * (i % 7) % 1009}";
        var html = (i % 10) switch
        {
            0 or 5 =>
                $"<p><span class=\\\"h-card\\\"><a href=\\\"https://held.example/@us\\\" class=\\\"u-url mention\\\">@<span>us</span></a></span> <a href=\\\"https://other.example/tags/cotw\\\" class=\\\"mention hashtag\\\" rel=\\\"tag\\\">#<span>cotw</span></a> I use it every day, number {i}:<br />and it never let me down &amp; more</p><p><a href=\\\"https://crates.io/crates/{crate}\\\" rel=\\\"nofollow noopener\\\"><span class=\\\"invisible\\\">https://</span><span class=\\\"\\\">crates.io/crates/{crate}</span><span class=\\\"invisible\\\"></span></a></p>",
            2 => $"<p>@us for crate of the week: cargo add {crate}</p>",
            6 => "<p>@us seconded!</p>",
            8 =>
                $"<p>@us have you seen <a href=\\\"https://docs.rs/{crate}\\\">docs.rs/{crate}</a>? It came out of our own work on parsing logs.</p>",
            _ =>
                $"<p>@us thank you for issue {i}! I read it on the train every Thursday, and my colleagues have begun to quote from it at lunch, which I find quite nice.</p>",
        };
        var parent = i % 10 == 6 ? $"\"{FirstId + i - 1}\"" : "null";
        var at = (s_first + TimeSpan.FromSeconds(i)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var id = FirstId + i;
        var tags = i % 5 == 0 ? """[{"name":"cotw","url":"https://held.example/tags/cotw"}]""" : "[]";
        var person = i % 40_009;
        return $$"""
            {"id":"{{id}}","type":"mention","created_at":"{{at}}","group_key":"ungrouped-{{id}}","account":{{Person(
                person
            )}},"status":{"id":"{{id}}","created_at":"{{at}}","edited_at":null,"in_reply_to_id":{{parent}},"visibility":"public","sensitive":false,"spoiler_text":"","language":"en","uri":"https://other.example/users/p{{person}}/statuses/{{id}}","url":"https://other.example/@p{{person}}/{{id}}","content":"{{html}}","account":{{Person(
                person
            )}},"media_attachments":[],"mentions":[{"id":"1","username":"us","acct":"us","url":"https://held.example/@us"}],"emojis":[],"tags":{{tags}},"reblog":null,"quote":null,"favourites_count":0,"reblogs_count":0,"replies_count":0,"quotes_count":0} }
            """;
    }

    private static string Person(int person) =>
        $$"""{"id":"9{{person}}","username":"p{{person}}","acct":"p{{person}}@other.example","display_name":"Person {{person}}","url":"https://other.example/@p{{person}}","bot":false,"created_at":"2022-11-08T00:00:00.000Z","statuses_count":345,"avatar":"https://files.example/missing.png","header":"https://files.example/missing.png","emojis":[],"fields":[],"followers_count":12,"following_count":3,"note":"<p>Somebody</p>"}""";

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
