namespace Syndicator.Tests.Configuration;

public class LiveAccountsTests
{
    private const string Two = """
        accounts:
          - name: one
            network: mastodon
            server: https://social.example
            credentials: secret:m
            mode: live
          - name: two
            network: mastodon
            server: https://social.example
            credentials: secret:m
        """;

    [Fact]
    public void Two_live_accounts_with_the_same_credentials_would_post_everything_twice()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", Two + "\n    mode: live\n");
        configuration.Mistakes().ShouldBe(["accounts.yaml:10:18 doubled-credentials"]);
    }

    [Fact]
    public void A_dry_run_may_name_the_credentials_it_will_have()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", Two + "\n    mode: dry-run\n");
        configuration.Mistakes().ShouldBeEmpty();
    }

    [Fact]
    public void A_demonstration_is_for_dry_runs()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + "\ndemonstration:\n  startsAt: 2026-11-18T21:00:00-05:00\n"
        );
        configuration.Mistakes().ShouldBeEmpty();
        configuration.Only().DemonstrationStartsAt.ShouldBe(new DateTimeOffset(2026, 11, 19, 2, 0, 0, TimeSpan.Zero));
        configuration.Write("weekly/accounts.yaml", TestConfiguration.SoundAccounts + "\n    mode: live\n    credentials: env:M\n");
        configuration.Mistakes().ShouldBe(["publication.yaml:9:3 demonstration-live"]);
    }

    [Theory]
    [InlineData("http://social.example", "accounts.yaml:4:13 server-in-clear")]
    [InlineData("http://127.0.0.1:8080", null)]
    public void Credentials_do_not_travel_in_clear(string server, string? mistake)
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/accounts.yaml",
            $"accounts:\n  - name: m\n    network: mastodon\n    server: {server}\n    mode: live\n    credentials: env:M\n"
        );
        configuration.Mistakes().ShouldBe(mistake is null ? [] : [mistake]);
    }
}
