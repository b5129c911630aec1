using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Syndicator.Tests.Pages;

public class DeskGuardTests
{
    /// <summary>All that is not merely read. Addresses of other methods than those a page has are refused whatever they bring.</summary>
    [Fact]
    public async Task Every_endpoint_that_changes_something_refuses_a_request_without_the_token_of_a_form()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var unsafeOnes = desk.Endpoints.OfType<RouteEndpoint>().Where(IsUnsafe).ToList();
        unsafeOnes.Count.ShouldBeGreaterThan(15);
        foreach (var endpoint in unsafeOnes)
        {
            var path = Path(endpoint.RoutePattern);
            // Programs bring a token of another kind, and no browser does.
            var refused = path.StartsWith("/api/", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest;
            using var bare = await desk.PostAsync(path);
            bare.StatusCode.ShouldBe(refused, path);
            using var forged = await desk.PostAsync(path, ("token", "CfDJ8forged"));
            forged.StatusCode.ShouldBe(refused, path);
        }
    }

    /// <summary>A start that made or read them would be a good part of a second later.</summary>
    [Fact]
    public async Task Keys_of_forms_are_made_with_the_first_form()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await desk.PageAsync("/health/live");
        Directory.Exists(desk.FormKeys).ShouldBeFalse();
        await desk.PageAsync("/nominations/new?kind=crate");
        Directory.EnumerateFiles(desk.FormKeys, "key-*.xml").Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_of_another_visitor_is_worth_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await using var other = await DeskWithStore.StartAsync();
        var page = await other.PageAsync("/nominations/new?kind=crate");
        var token = page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        await desk.PageAsync("/nominations/new?kind=crate");
        using var response = await desk.PostAsync("/nominations?kind=crate", ("token", token), ("name", "jiff"), ("by", "Eve"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_form_that_is_too_long_is_refused_with_words()
    {
        await using var desk = await DeskWithStore.StartAsync();
        using var response = await desk.PostAsync("/nominations?kind=quote", ("text", new string('x', 200_000)));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("too much text");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task An_act_returns_to_this_desk_and_nowhere_else(string back)
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/nominations/new?kind=crate");
        page.QuerySelector("form.fields input[name=back]")!.SetAttribute("value", back);
        using var response = await desk.SendAsync(page, "form.fields button", ("name", "jiff"), ("by", "Eve"));
        response.Headers.Location!.OriginalString.ShouldBe("/");
    }

    private static bool IsUnsafe(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods
        && methods.HttpMethods.Any(method => method is not ("GET" or "HEAD"));

    /// <summary>With something in every place that the pattern leaves open.</summary>
    private static string Path(RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : Guid.Empty.ToString())
                )
            )
        );
}
