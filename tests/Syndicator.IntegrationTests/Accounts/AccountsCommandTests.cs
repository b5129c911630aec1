using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Syndicator.App.Commands;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.X;

namespace Syndicator.IntegrationTests.Accounts;

/// <summary>The commands around accounts, as the program itself with somebody who types and a browser, against the three fakes.</summary>
public sealed class AccountsCommandTests
{
    [Fact]
    public async Task Accounts_are_given_to_the_program_looked_at_and_taken_back()
    {
        await using var newsletter = await LiveNewsletter.StartAsync();
        (await newsletter.RunAsync(["accounts", "list"])).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings, result.Error),
            result =>
                result.Output.ShouldContain(
                    "credentials in secret:weekly-x  The store holds no secret weekly-x. Run `syndicator accounts login x`."
                )
        );

        await LogInAsync(newsletter, "mastodon");
        await LogInAsync(newsletter, "x", FakeX.ClientId, FakeX.ClientSecret);
        (await newsletter.RunAsync(["accounts", "login", "bluesky"], "", FakeBluesky.AppPassword)).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldStartWith($"bluesky is {FakeBluesky.Handle} (")
        );

        newsletter.Bluesky.SwitchOff();
        newsletter.Mastodon.Grant(newsletter.Mastodon.Seen[^1].Headers["Authorization"]["Bearer ".Length..], null);
        var verified = await newsletter.RunAsync(["accounts", "verify", "--json"]);
        verified.ExitCode.ShouldBe(ExitCode.Findings, verified.Error);
        var lines = verified
            .Output.TrimEnd()
            .Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("name").GetString()!);
        lines["x"].GetProperty("handle").GetString().ShouldBe("ThisWeekInRust");
        lines["x"].GetProperty("reachable").GetBoolean().ShouldBeTrue();
        lines["mastodon"].GetProperty("problem").GetString().ShouldNotBeNullOrEmpty();
        lines["bluesky"].GetProperty("missing")[0].GetString()!.ShouldContain("may not post");
        lines["given"].GetProperty("reachable").ValueKind.ShouldBe(JsonValueKind.Null);
        (await newsletter.RunAsync(["secrets", "rotate"])).Output.ShouldStartWith("3 secrets are encrypted with a new key.");
        (await newsletter.RunAsync(["secrets", "list"])).Output.ShouldContain("  weekly/x\n");
        (await newsletter.RunAsync(["accounts", "logout", "x"])).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldBe("secret:weekly-x is removed. The network has revoked it.\n")
        );
        (await newsletter.RunAsync(["secrets", "remove", "weekly-bluesky"])).Output.ShouldContain("Without it: weekly/bluesky.");
    }

    [Fact]
    public async Task What_cannot_be_logged_in_is_told_with_what_to_do()
    {
        await using var newsletter = await LiveNewsletter.StartAsync();
        (await newsletter.RunAsync(["accounts", "login", "given"])).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Configuration),
            result => result.Error.ShouldContain("`credentials: secret:given`")
        );
        (await newsletter.RunAsync(["accounts", "login", "mastodon", "--token"])).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("That is no access token.")
        );
        using var waiting = newsletter.Start("accounts", "login", "mastodon");
        await waiting.HearAsync(Browser.IsPage);
        (await waiting.StopAsync()).ExitCode.ShouldBe(ExitCode.Interrupted);
        Directory.Exists(Path.Combine(newsletter.Data, "keys")).ShouldBeFalse("nothing was stored");
    }

    [Fact]
    public async Task The_browser_may_be_on_another_machine()
    {
        await using var newsletter = await LiveNewsletter.StartAsync();
        using var mastodon = newsletter.Start("accounts", "login", "mastodon", "--paste");
        var (_, _, shown) = await Browser.OpenAsync(await mastodon.HearAsync(Browser.IsPage));
        await mastodon.TypeAsync(shown.Split('"').Single(part => part.StartsWith("code-", StringComparison.Ordinal)));
        (await mastodon.EndAsync()).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldStartWith("mastodon is newsletter@fake.example ")
        );

        var port = FreePort();
        using var x = newsletter.Start("accounts", "login", "x", "--paste", "--port", port);
        await x.TypeAsync(FakeX.ClientId, "");
        var page = await x.HearAsync(Browser.IsPage);
        page.ShouldContain(Uri.EscapeDataString($"http://127.0.0.1:{port}/callback"));
        var (address, status, _) = await Browser.OpenAsync(page);
        status.ShouldBe(0, "nobody listens there");
        await x.TypeAsync(address.AbsoluteUri);
        (await x.EndAsync()).ShouldSatisfyAllConditions(result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error));
    }

    internal static async Task LogInAsync(LiveNewsletter newsletter, string account, params string[] typed)
    {
        using var conversation = newsletter.Start("accounts", "login", account, "--port", FreePort());
        await conversation.TypeAsync(typed);
        var page = await conversation.HearAsync(Browser.IsPage);
        (await Browser.OpenAsync(page)).Body.ShouldStartWith("Done");
        var (exitCode, output, error) = await conversation.EndAsync();
        exitCode.ShouldBe(ExitCode.Done, error);
        output.ShouldContain($"its credentials are stored as secret:weekly-{account}.");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
