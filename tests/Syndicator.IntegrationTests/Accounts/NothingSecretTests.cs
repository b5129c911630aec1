using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Syndicator.App.Commands;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.X;

namespace Syndicator.IntegrationTests.Accounts;

/// <summary>
/// The program is given live accounts, posts, is refused by servers that repeat its tokens, renews them, raises alarms and makes a backup, all with its log at
/// the finest. Then every secret that went over the wire is looked for in everything it has written, said and shown.
/// </summary>
public sealed class NothingSecretTests
{
    private const string HookKey = "whsec_cGxhbnRlZC1wbGFudGVkLXBsYW50ZWQ=";
    private const string HookPath = "/services/T0PLANTED/hunter2hunter2";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_any_log_file_backup_page_call_or_command_line()
    {
        var calls = new ConcurrentQueue<string>();
        await using var receiver = await ReceiveAsync(calls);
        await using var newsletter = await LiveNewsletter.StartAsync("env:HOOK");
        newsletter.Set("HOOK", receiver.Urls.Single() + HookPath);
        newsletter.Set("HOOK_KEY", HookKey);
        await AccountsCommandTests.LogInAsync(newsletter, "mastodon");
        await AccountsCommandTests.LogInAsync(newsletter, "x", FakeX.ClientId, FakeX.ClientSecret);
        await newsletter.RunAsync(["accounts", "login", "bluesky"], FakeBluesky.Handle, FakeBluesky.AppPassword);
        (await newsletter.RunAsync(["announce", newsletter.WriteIssue(), "--anyway", "a test"])).ShouldSatisfyAllConditions(result =>
            result.ExitCode.ShouldBe(ExitCode.Done, result.Error)
        );

        RefuseWithTheirSecrets(newsletter);
        (await newsletter.RunAsync(["deliver"])).ExitCode.ShouldNotBe(ExitCode.Done);
        var paused = await newsletter.RunAsync(["accounts", "list", "--json"]);
        paused.Output.Split("\"paused\":{").Length.ShouldBe(4, paused.Output);
        await newsletter.RunAsync(["accounts", "verify", "--json"]);

        using var service = newsletter.Start("run", "--urls", "http://127.0.0.1:0");
        var pages = await VisitAsync(service, newsletter, calls);
        (await newsletter.RunAsync(["backup", Path.Combine(newsletter.Data, "weekly.backup")])).ExitCode.ShouldBe(ExitCode.Done);
        var search = new SecretSearch();
        search.AddFolder(newsletter.Folder, except: Path.Combine(newsletter.Data, "keys"));
        (await service.StopAsync()).ExitCode.ShouldBe(ExitCode.Done);
        search.Add("everything said", string.Join('\n', newsletter.Said));
        search.Add("the desk and health", pages);
        search.Add("calls of the webhook", string.Join('\n', calls));
        search.AddFolder(newsletter.Folder, except: Path.Combine(newsletter.Data, "keys"));

        var secrets = SecretsOf(newsletter);
        search.Find(secrets).ShouldBeEmpty();

        // The search would have seen it.
        search.PlaceCount.ShouldBeGreaterThan(20);
        newsletter.Said.ShouldContain(
            line => line.Contains("accounts\0login\0mastodon", StringComparison.Ordinal),
            "command lines are in it"
        );
        newsletter.Said.ShouldContain(line => line.Contains("\"LogLevel\":", StringComparison.Ordinal), "the log is in it");
        pages.ShouldContain("The Weekly Crab");
        secrets.Count(secret => secret.StartsWith("fake-refresh-", StringComparison.Ordinal)).ShouldBeGreaterThan(2, "a token was renewed");
        FindsWhatIsPlanted(search, secrets, newsletter);
    }

    /// <summary>Servers repeat what they were sent, in the words of their errors.</summary>
    private static void RefuseWithTheirSecrets(LiveNewsletter newsletter)
    {
        var token = newsletter.Mastodon.Seen[^1].Headers["Authorization"];
        newsletter.Mastodon.Plan(
            new Fault(
                FaultKind.Status,
                Method: "POST",
                Path: "/api/v1/statuses",
                Status: 401,
                Body: $$"""{"error":"{{token}} was revoked"}"""
            )
        );
        newsletter.X.Plan(
            new Fault(
                FaultKind.Status,
                Method: "POST",
                Path: "/2/tweets",
                Status: 402,
                Body: $$"""{"title":"Forbidden","detail":"{{newsletter.X.Seen[^1].Headers["Authorization"]}} is not permitted to perform this action","type":"about:blank","status":403}"""
            )
        );
        newsletter.Bluesky.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/xrpc/com.atproto.server.createSession",
                Status: 401,
                Body: $$"""{"error":"AuthenticationRequired","message":"Invalid password {{FakeBluesky.AppPassword}} for {{FakeBluesky.Handle}}"}"""
            )
        );
    }

    /// <summary>While the service runs: its alarms arrive, the accounts are resumed, and the posts go out. What it shows meanwhile.</summary>
    private static async Task<string> VisitAsync(Conversation service, LiveNewsletter newsletter, ConcurrentQueue<string> calls)
    {
        var greeting = await service.HearAsync(line => line.StartsWith("The desk is at ", StringComparison.Ordinal));
        var desk = greeting.Split(' ')[4];
        await UntilAsync(() => calls.Count >= 3);
        var pages = new StringBuilder();
        foreach (var path in (string[])["", "/health/ready", "/health/live"])
        {
            pages.AppendLine((await Browser.OpenAsync(desk + path)).Body);
        }

        // From now on renewed before every use.
        newsletter.X.TokenLifetime = TimeSpan.FromMinutes(1);
        await AccountsCommandTests.LogInAsync(newsletter, "x", FakeX.ClientId, FakeX.ClientSecret);
        foreach (var account in (string[])["mastodon", "x", "bluesky"])
        {
            (await newsletter.RunAsync(["accounts", "resume", account])).ExitCode.ShouldBe(ExitCode.Done);
        }

        await UntilAsync(() =>
            ((FakeServer[])[newsletter.Mastodon, newsletter.X, newsletter.Bluesky]).All(network => network.Ledger.Count > 0)
        );
        return pages.AppendLine((await Browser.OpenAsync(desk)).Body).ToString();
    }

    /// <summary>Everything that authorised a request, was given for it, or made it.</summary>
    private static IReadOnlyCollection<string> SecretsOf(LiveNewsletter newsletter)
    {
        string[] fields = ["code", "code_verifier", "client_secret", "token", "refresh_token"];
        var sent = new HashSet<string>(StringComparer.Ordinal)
        {
            FakeX.ClientSecret,
            FakeBluesky.AppPassword,
            HookKey,
            HookKey["whsec_".Length..],
            HookPath,
        };
        foreach (var request in newsletter.Mastodon.Seen.Concat(newsletter.X.Seen).Concat(newsletter.Bluesky.Seen))
        {
            if (request.Headers.TryGetValue("Authorization", out var authorization))
            {
                sent.Add(authorization.Split(' ')[^1]);
            }

            if (request.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/x-www-form", StringComparison.Ordinal) == true)
            {
                var form = HttpUtility.ParseQueryString(request.Body);
                sent.UnionWith(fields.Select(field => form[field]).OfType<string>());
            }
        }

        sent.RemoveWhere(secret => secret.Length < 6);
        return sent;
    }

    private static void FindsWhatIsPlanted(SecretSearch search, IReadOnlyCollection<string> secrets, LiveNewsletter newsletter)
    {
        search.Add("in clear", $"token={FakeX.ClientSecret};");
        search.Add("as part of base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"client:{FakeX.ClientSecret}!")));
        search.Add("escaped", Uri.EscapeDataString(HookPath));
        search.Add("in JSON", JsonSerializer.Serialize(new { password = FakeBluesky.AppPassword }));
        var planted = Path.Combine(newsletter.Data, "planted");
        Directory.CreateDirectory(planted);
        File.WriteAllText(Path.Combine(planted, "planted.log"), "x" + HookKey, Encoding.Unicode);
        search.AddFolder(planted, except: newsletter.Configuration);
        search.Find(secrets).Select(found => found.Split(": ")[0]).Distinct().Count().ShouldBe(5);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var look = 0; look < 600 && !isSo(); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }

        isSo().ShouldBeTrue("it did not happen within a minute");
    }

    private static async Task<WebApplication> ReceiveAsync(ConcurrentQueue<string> calls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
            calls.Enqueue($"{headers}\n{await reader.ReadToEndAsync(Cancellation)}");
        });
        await receiver.StartAsync(Cancellation);
        return receiver;
    }
}
