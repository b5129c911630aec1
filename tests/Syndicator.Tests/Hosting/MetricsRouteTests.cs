using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Syndicator.Editors;
using Syndicator.Metrics;
using Syndicator.Tests.Api;
using Syndicator.Tests.Metrics;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Hosting;

public sealed class MetricsRouteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_reads_them_and_finds_every_account_before_anything_went_wrong()
    {
        await using var api = await ApiDesk.StartAsync();
        using var answer = await AskAsync(api.Desk.Address, null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        var read = PrometheusReader.Read(text);
        read.Values.Keys.Count(key =>
                key.StartsWith("syndicator_posts_total{publication=\"gazette\",account=\"alpha\"", StringComparison.Ordinal)
            )
            .ShouldBe(Instruments.Outcomes.Count);
        read.Values["syndicator_store_up"].ShouldBe(1);
        await CheckWithPromtoolAsync(text);
    }

    [Fact]
    public async Task A_token_that_comes_must_count()
    {
        await using var api = await ApiDesk.StartAsync();
        using var wrong = await AskAsync(api.Desk.Address, "syndicator_wrong");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var right = await AskAsync(api.Desk.Address, api.Viewer);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_people_sign_in_a_token_is_needed_and_opens_nothing_else()
    {
        await using var server = await SignInServer.StartAsync();
        using var none = await AskAsync(server.Address, null);
        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var token = await server.Desk.Tokens.AddAsync(Person.OfLocal("ann"), "prometheus", EditorRole.Viewer, "cli:eve", Cancellation);
        using var right = await AskAsync(server.Address, token);
        right.StatusCode.ShouldBe(HttpStatusCode.InternalServerError, "it is let in, and this server has no store to tell of");
        using var elsewhere = await AskAsync(server.Address, token, "/posts");
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpResponseMessage> AskAsync(Uri address, string? token, string path = "/metrics")
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>Prometheus' own checker, where it is installed.</summary>
    private static async Task CheckWithPromtoolAsync(string text)
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "promtool"))
            .FirstOrDefault(File.Exists);
        if (tool is null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("promtool is not installed; only our own reader has checked the text");
            return;
        }

        using var process = Process.Start(
            new ProcessStartInfo(tool, ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        await process.StandardInput.WriteAsync(text.AsMemory(), Cancellation);
        process.StandardInput.Close();
        var objections = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
        (process.ExitCode, objections).ShouldBe((0, ""));
    }
}
