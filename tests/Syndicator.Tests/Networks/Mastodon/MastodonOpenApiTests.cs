using Syndicator.Configuration;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>What we send and what the fake answers, through a checker that knows the OpenAPI document made of Mastodon's documentation.</summary>
public sealed class MastodonOpenApiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("syndicator-openapi-images");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Requests_and_answers_are_as_the_published_document_has_them()
    {
        await using var server = new FakeMastodon { UploadsProcessFor = 1 };
        await server.StartAsync();
        await using var check = await OpenApiCheck.StartAsync("mastodon-openapi", server.Address, Cancellation);
        using var wire = new WireClient();
        var network = new MastodonNetwork(
            MastodonTrial.Account(check.Address),
            new HeldSecret(FakeMastodon.Token),
            wire,
            TimeProvider.System
        );

        await TakeTourAsync(network, server);
        await SignInAsync(new MastodonLogin(check.Address, wire, TimeProvider.System));

        check.Exchanges.Select(exchange => exchange.Method + exchange.Path.Split('?')[0]).Distinct().Count().ShouldBeGreaterThan(18);
        Violations.Unexpected(check.Exchanges, IsKnown).ShouldBeEmpty();
    }

    /// <summary>Where the document, which was made of prose, says something else than servers do.</summary>
    private static bool IsKnown(Exchange exchange, Violation violation) =>
        violation switch
        {
            // A post has a text or images or both; the document has three kinds of posts, and one with both is valid as two of them.
            { Code: "oneOf", Place: "request.body" } => exchange is { Method: "POST", Path: "/api/v1/statuses" },
            // RFC 6749 (section 4.1.3) and RFC 7009 (section 2.1) want forms, and the prose shows forms, where the document has JSON alone.
            { Code: "415" } => exchange.Path is "/api/v1/apps" or "/oauth/token" or "/oauth/revoke",
            // Quotes with and without the post they quote are two entities; every quote is valid as both, and so never as exactly one.
            { Place: var place } when place.StartsWith("response.", StringComparison.Ordinal) => violation.Code is "oneOf" or "type"
                && (place.EndsWith(".quote", StringComparison.Ordinal) || place.EndsWith("status", StringComparison.Ordinal)),
            _ => false,
        };

    private async Task TakeTourAsync(MastodonNetwork network, FakeMastodon server)
    {
        var file = Path.Combine(_folder.FullName, "dot.png");
        await File.WriteAllBytesAsync(file, new byte[100], Cancellation);
        var lead = Post("lead", "The *lead* & https://example.org/a?b=c #RustLang");
        var root = await PublishedAsync(network, lead);
        var content = new PostContent
        {
            Text = "A part @ben@elsewhere.example",
            Visibility = PostVisibility.Unlisted,
            Language = "de",
            Warning = "Spoilers",
            Images = [new PostImage(file, "Ein Punkt")],
        };
        var part = await PublishedAsync(network, Post("part", "") with { Content = content, ReplyTo = root, ThreadRoot = root });
        var mention = server.Write("@newsletter #cotw <jiff> https://crates.io/crates/jiff", parentId: root.Id);
        server.Write("look at this", quotedId: root.Id, warning: "Loud");

        var page = Value(await network.ReadMentionsAsync(null, Cancellation));
        page.Mentions.Count.ShouldBe(2);
        server.Write("@newsletter once more");
        Value(await network.ReadMentionsAsync(page.Cursor, Cancellation));
        (await network.FindAsync(lead, lead.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
        Value(await network.ReadAnswersAsync(root, Cancellation));
        Value(await network.FetchAsync([root.Id, mention.Id], Cancellation));
        Value(await network.CountAsync([root, part], Cancellation));
        (await network.EditAsync(part, content with { Text = "Another part" }, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        (await network.VerifyAsync(Cancellation)).ValueOrDefault().ShouldNotBeNull();
        (await network.DeleteAsync(part, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>();
    }

    private static async Task SignInAsync(MastodonLogin login)
    {
        var app = (await login.RegisterAsync(MastodonLogin.ShowsTheCode, "https://newsletter.example", Cancellation))
            .ValueOrDefault()
            .ShouldNotBeNull();
        // Whoever agrees does so in a browser; the checker need not see a code that holds.
        await login.ExchangeAsync(app, "no-code", MastodonLogin.NewVerifier(), Cancellation);
        await login.RevokeAsync(new MastodonGrant(FakeMastodon.Token, app.ClientId, app.ClientSecret), Cancellation);
    }

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;

    private static OutboundPost Post(string key, string text) =>
        new($"pub/issue-9001/mastodon/{key}/g1", new PostContent { Text = text }) { FirstAttemptAt = TimeProvider.System.GetUtcNow() };

    private static async Task<RemotePost> PublishedAsync(MastodonNetwork network, OutboundPost post)
    {
        var outcome = await network.PublishAsync(post, Cancellation);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }
}
