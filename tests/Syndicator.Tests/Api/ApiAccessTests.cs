using System.Net;
using Syndicator.Editors;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Api;

public sealed class ApiAccessTests
{
    [Fact]
    public async Task Without_a_token_that_counts_nothing_is_answered_even_at_an_open_desk()
    {
        await using var api = await ApiDesk.StartAsync();
        foreach (var (_, method, path) in api.Described.Operations)
        {
            var refused = await api.AskAsync(new HttpMethod(method), path, null, HttpStatusCode.Unauthorized, token: "");
            refused.Code.ShouldBe("unauthorized");
            refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Fact]
    public async Task A_viewers_token_reads_everything_and_decides_nothing()
    {
        await using var api = await ApiDesk.StartAsync();
        foreach (var (_, method, path) in api.Described.Operations)
        {
            var concrete = path.Replace("{publication}", "gazette", StringComparison.Ordinal);
            if (method == "POST")
            {
                (await api.AskAsync(HttpMethod.Post, concrete, null, HttpStatusCode.Forbidden, token: api.Viewer)).Code.ShouldBe(
                    "not-an-editor"
                );
            }
            else if (!concrete.Contains('{', StringComparison.Ordinal))
            {
                await api.AskAsync(HttpMethod.Get, concrete, null, HttpStatusCode.OK, token: api.Viewer);
            }
        }
    }

    [Fact]
    public async Task Wrong_tokens_are_told_to_wait_and_keep_nobody_out_who_has_a_right_one()
    {
        await using var api = await ApiDesk.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await api.AskAsync(HttpMethod.Get, "/api/v1/publications", null, HttpStatusCode.Unauthorized, token: "syndicator_wrong");
        }

        var wait = await api.AskAsync(
            HttpMethod.Get,
            "/api/v1/publications",
            null,
            HttpStatusCode.TooManyRequests,
            token: "syndicator_wrong"
        );
        wait.Code.ShouldBe("too-many-attempts");
        wait.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        await api.GetAsync("/api/v1/publications");
    }

    [Fact]
    public async Task A_session_opens_nothing_here_and_a_token_opens_no_page()
    {
        await using var server = await SignInServer.StartAsync();
        var token = await server.Desk.Tokens.AddAsync(
            Person.OfLocal("ann"),
            "x",
            EditorRole.Editor,
            "cli:eve",
            TestContext.Current.CancellationToken
        );
        using var browser = server.Browser();
        await browser.SignInAsync("ann");
        (await browser.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/api/v1/health")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.PostAsync("/api/v1/publications/gazette/export/look")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        using var program = server.Browser();
        program.Headers["Authorization"] = $"Bearer {token}";
        (await program.GetAsync("/api/v1/health")).Status.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync("/")).Location.ShouldStartWith("/sign-in");
        (await program.GetAsync("/nominations")).Location.ShouldStartWith("/sign-in");
        program.Headers["Accept"] = "application/json";
        (await program.GetAsync("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await server.Desk.Editors.RemoveAsync("ann", "cli:eve", TestContext.Current.CancellationToken);
        (await program.GetAsync("/api/v1/health")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_document_says_all_that_a_program_needs()
    {
        await using var api = await ApiDesk.StartAsync();
        var document = api.Described.Document;
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        api.Described.Operations.Count.ShouldBeGreaterThan(30);
        foreach (var (id, method, path) in api.Described.Operations)
        {
            var operation = document["paths"]![path]![method.ToLowerInvariant()]!;
            operation["summary"]!.GetValue<string>().ShouldNotBeEmpty(id);
            var named = (operation["parameters"]?.AsArray() ?? []).Select(each => each!["name"]!.GetValue<string>()).ToList();
            path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ShouldBeSubsetOf(named);
            operation["responses"]!.AsObject().Select(each => each.Key).Intersect(["200", "400", "401"]).Count().ShouldBe(3, id);
            (operation["requestBody"] is not null).ShouldBe(method == "POST", id);
        }

        document["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>().ShouldBe("bearer");
        document["components"]!["schemas"]!
            .AsObject()
            .Select(each => each.Key)
            .ShouldNotContain(name => name.Contains("Shape", StringComparison.Ordinal));
    }
}
