namespace Syndicator.Tests.Configuration;

public class PlantedMistakesTests
{
    private const string Publication = """
        # every line that ends in a comment with a number is a mistake
        name: The Weekly Crab
        nmae: The Weekly Crab               # 1 unknown key
        name: The Daily Crab                # 2 doubled key
        site: crab.example                  # 3 address without scheme
        pagePath: "{year}/{slgu}/"          # 4 unknown placeholder
        language: english                   # 5 language
        source:
          folder: isues/                    # 6 missing folder
        schedules:
          zone: Europe/Berln                # 7 zone
          watch: "*/10 * * * *"             # 8 five fields
          deliver: 0 30 2 * * ?             # 9 clocks change then, once the zone is right
        hold: 15                            # 10 no unit
        announceWithin: [3d]                # 11 wrong type
        hashtags: [rustlang]                # 12 not in CamelCase
        sections:
          crates: [Crate of the Month]      # 13 unknown role
        """;

    private const string Accounts = """
        accounts:
          - name: mastodon                  # 14 no server
            network: mastodon
            credentials: hunter2hunter2     # 15 secret in clear
            thread: yes                     # 16 no truth value
          - name: mastodon                  # 17 the same name
            network: blusky                 # 18 unknown network
            mode: live
            approval: manual                # 19 unknown approval
          - name: x
            network: x
            mode: live                      # 20 no credentials
            handle: "@a_name_too_long_for_x"  # 21 handle
            prices: { post: 0.015, postWithLink: 2OO, asOf: 2026-13-01 }  # 22 number, 23 day
        """;

    private const string Handles = """
        handles:
          - name: Mira Holm
            mastodon: mira                  # 24 no server
          - name: mira holm                 # 25 the same name
            x: mira
        """;

    [Fact]
    public void Two_dozen_mistakes_in_three_files_are_reported_at_once_and_at_their_places()
    {
        using var configuration = Planted();
        configuration
            .Mistakes()
            .ShouldBe([
                "accounts.yaml:2:5 missing-key",
                "accounts.yaml:4:18 secret-in-clear",
                "accounts.yaml:5:13 wrong-type",
                "accounts.yaml:6:11 doubled-account",
                "accounts.yaml:7:14 unknown-network",
                "accounts.yaml:9:15 unknown-approval",
                "accounts.yaml:10:5 missing-key",
                "accounts.yaml:10:5 no-ceiling",
                "accounts.yaml:13:13 bad-handle",
                "accounts.yaml:14:42 wrong-type",
                "accounts.yaml:14:53 bad-date",
                "handles.yaml:3:15 bad-handle",
                "handles.yaml:4:11 doubled-handle",
                "publication.yaml:3:1 unknown-key",
                "publication.yaml:4:1 doubled-key",
                "publication.yaml:5:7 bad-url",
                "publication.yaml:6:11 unknown-placeholder",
                "publication.yaml:7:11 bad-language",
                "publication.yaml:9:11 missing-folder",
                "publication.yaml:11:9 bad-zone",
                "publication.yaml:12:10 bad-cron",
                "publication.yaml:14:7 bad-duration",
                "publication.yaml:15:17 wrong-type",
                "publication.yaml:16:12 bad-hashtag",
                "publication.yaml:18:3 unknown-section-role",
            ]);
    }

    [Fact]
    public void A_schedule_in_the_hours_when_clocks_change_is_a_warning_once_the_zone_is_known()
    {
        using var configuration = Planted();
        configuration.Write("weekly/publication.yaml", Publication.Replace("Europe/Berln ", "Europe/Berlin", StringComparison.Ordinal));
        configuration.Mistakes().ShouldContain("publication.yaml:13:12 clock-change");
    }

    [Theory]
    [InlineData("nmae", "Did you mean `name`?")]
    [InlineData("name", "Keep one of the two.")]
    [InlineData("site", "`https://crab.example`")]
    [InlineData("slgu", "`{slug}`")]
    [InlineData("english", "`en`")]
    [InlineData("Europe/Berln", "`Europe/Berlin`")]
    [InlineData("watch", "`0 */10 * * * ?`")]
    [InlineData("hold", "`15m` for minutes")]
    [InlineData("crates", "`crate`")]
    [InlineData("server", "Add `server:")]
    [InlineData("thread", "`true`")]
    [InlineData("blusky", "`bluesky`")]
    [InlineData("manual", "automatic, required")]
    [InlineData("live", "`mode: dry-run`")]
    public void Each_says_what_to_do(string about, string remedy)
    {
        using var configuration = Planted();
        configuration
            .Load()
            .Diagnostics.ShouldContain(each =>
                each.Message.Contains(about, StringComparison.Ordinal) && each.Remedy!.Contains(remedy, StringComparison.Ordinal)
            );
    }

    [Fact]
    public void A_secret_written_in_clear_is_never_repeated()
    {
        using var configuration = Planted();
        configuration.Load().Diagnostics.ShouldAllBe(each => !each.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_doubled_key_names_the_first_place_too()
    {
        using var configuration = Planted();
        var doubled = configuration.Load().Diagnostics.Single(each => each.Code == "doubled-key");
        doubled.Message.ShouldContain("line 2, column 1");
    }

    [Fact]
    public void A_publication_with_mistakes_is_left_out_and_does_not_hinder_another()
    {
        using var configuration = Planted();
        configuration.Write("monthly/publication.yaml", TestConfiguration.SoundPublication);
        configuration.Write("monthly/accounts.yaml", TestConfiguration.SoundAccounts);
        Directory.CreateDirectory(configuration.PathOf("monthly/issues"));
        configuration.Only().Id.ShouldBe("monthly");
    }

    private static TestConfiguration Planted()
    {
        var configuration = new TestConfiguration();
        configuration.Write("weekly/publication.yaml", Publication);
        configuration.Write("weekly/accounts.yaml", Accounts);
        configuration.Write("weekly/handles.yaml", Handles);
        return configuration;
    }
}
