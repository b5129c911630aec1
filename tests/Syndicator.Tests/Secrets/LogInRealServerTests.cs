using System.Net;
using System.Text.RegularExpressions;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Publishing;
using Syndicator.Secrets;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

/// <summary>
/// Against a real snac on the loopback address, where one is named: <c>SYNDICATOR_TEST_MASTODON</c> (its address), <c>SYNDICATOR_TEST_MASTODON_LOGIN</c> (name
/// and password of an account, with a space between).
/// </summary>
public sealed partial class LogInRealServerTests() : SecretSuite(new SqliteServer())
{
    [Fact]
    public async Task Somebody_signs_in_on_the_servers_page_and_the_account_posts()
    {
        var address = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_MASTODON");
        var login = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_MASTODON_LOGIN")?.Split(' ', 2);
        Assert.SkipUnless(
            address is not null && login is { Length: 2 },
            "needs SYNDICATOR_TEST_MASTODON and SYNDICATOR_TEST_MASTODON_LOGIN"
        );
        using var wire = new WireClient();
        using var live = new LiveNetworks(
            new AccountSecrets(new SecretResolver(_ => null), Store, "worker", TimeProvider.System),
            new Spending(Database, TimeProvider.System),
            wire,
            TimeProvider.System
        );
        var account = new Account
        {
            Name = "main",
            Network = "mastodon",
            Mode = AccountMode.Live,
            Server = new Uri(address!),
            Credentials = "secret:main",
        };
        var logIn = new LogInAccount(live, Store, new AccountPauses(Database, Clock), TimeProvider.System);
        var report = await logIn.RunAsync(
            Samples.Publication("main"),
            account,
            "main",
            LoginWay.Browser,
            new ScriptedOperator { SignIn = page => SignInAsync(page, login![0], login[1]) },
            "cli:eve",
            Cancellation
        );

        var done = report.ShouldBeOfType<LoginReport.Done>();

        done.Who.Handle.ShouldStartWith(login![0] + "@");
        done.Who.Missing.ShouldBeEmpty();
        var stamp = Guid.CreateVersion7().ToString("N");
        (
            await live.Of(Samples.Publication("main"), account)
                .PublishAsync(
                    new OutboundPost(stamp, new PostContent { Text = $"Logged in {stamp}." })
                    {
                        FirstAttemptAt = TimeProvider.System.GetUtcNow(),
                    },
                    Cancellation
                )
        ).ShouldBeOfType<PublishOutcome.Published>();
    }

    /// <summary>What a person does with the page: the fields that are seen, and the hidden ones as they are.</summary>
    private static async Task<Uri?> SignInAsync(string page, string name, string password)
    {
        var fields = Hidden()
            .Matches(page)
            .Select(input => KeyValuePair.Create(input.Groups["name"].Value, WebUtility.HtmlDecode(input.Groups["value"].Value)));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, Form().Match(page).Groups["action"].Value);
        request.Content = new FormUrlEncodedContent([
            KeyValuePair.Create("login", name),
            KeyValuePair.Create("passwd", password),
            .. fields,
        ]);
        using var response = await browser.SendAsync(request, Cancellation);
        return response.Headers.Location;
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();
}
