using Syndicator.Configuration.Values;

namespace Syndicator.Tests.Configuration;

public class ValuesTests
{
    [Theory]
    [InlineData("0m", 0)]
    [InlineData("15m", 15 * 60)]
    [InlineData("36h", 36 * 3600)]
    [InlineData("7d", 7 * 86400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d2h3m4s", 93784)]
    [InlineData("90s", 90)]
    public void A_duration_is_read(string text, int seconds) => Duration.Parse(text).Value.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("15 m")]
    [InlineData("m")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("15M")]
    [InlineData("15m\n")]
    [InlineData("١٥m")]
    [InlineData("99999d")]
    [InlineData("PT15M")]
    public void Anything_else_is_no_duration(string text) => Duration.Parse(text).Problem!.Code.ShouldBe("bad-duration");

    [Theory]
    [InlineData("0 0/10 * * * ?")]
    [InlineData("0 0 20 ? * TUE")]
    [InlineData("* * * * * ?")]
    public void A_cron_expression_of_Quartz_is_kept_as_written(string text) => Cron.Parse(text).Value.ShouldBe(text);

    [Theory]
    [InlineData("*/10 * * * *", "`0 */10 * * * ?`")]
    [InlineData("0 20 * * 2", "`0 0 20 ? * 2`")]
    [InlineData("0 0 25 * * ?", "e.g.")]
    [InlineData("every ten minutes", "e.g.")]
    [InlineData("", "e.g.")]
    [InlineData("* 0 20 ? * WED", "`0 0 20 ? * WED`")]
    public void Other_cron_expressions_are_refused_with_what_to_write(string text, string remedy)
    {
        var problem = Cron.Parse(text).Problem;
        problem!.Code.ShouldBe("bad-cron");
        problem.Remedy!.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("0 30 2 * * ?", true)]
    [InlineData("0 0 1,12 * * ?", true)]
    [InlineData("0 0 0-6 * * ?", true)]
    [InlineData("0 0 22-3 * * ?", true)]
    [InlineData("0 0 0/2 * * ?", false)]
    [InlineData("0 0 1/4 * * ?", true)]
    [InlineData("0 0 3 * * ?", false)]
    [InlineData("0 0 * * * ?", false)]
    [InlineData("0 0 0-23 * * ?", false)]
    [InlineData("0 0 */6 * * ?", false)]
    [InlineData("0 0 20 ? * TUE", false)]
    public void Hours_in_which_clocks_change_are_known(string cron, bool named) => Cron.NamesHoursOfClockChange(cron).ShouldBe(named);

    [Fact]
    public void In_a_zone_without_summer_time_every_hour_is_good()
    {
        using var configuration = new TestConfiguration();
        var nightly = "\n  watch: 0 30 2 * * ?\n";
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + nightly);
        configuration.Mistakes().ShouldBe(["publication.yaml:8:10 clock-change"]);
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication.Replace("Europe/Berlin", "UTC", StringComparison.Ordinal) + nightly
        );
        configuration.Mistakes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Europe/Berln", "`Europe/Berlin`")]
    [InlineData("Berlin", "`Europe/Berlin`")]
    [InlineData("New York", "`America/New_York`")]
    [InlineData("Eastern Standard Time", "`America/New_York`")]
    [InlineData("../../etc/passwd", "such as")]
    [InlineData("Mars/Olympus_Mons", "such as")]
    public void A_zone_that_is_none_gets_the_likely_one(string text, string remedy)
    {
        var problem = Zone.Parse(text).Problem;
        problem!.Code.ShouldBe("bad-zone");
        problem.Remedy!.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    public void A_zone_is_found_by_its_IANA_name(string text) => ((TimeZoneInfo)Zone.Parse(text).Value!).Id.ShouldBe(text);

    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    [InlineData("zh-Hant")]
    [InlineData("es-419")]
    public void A_language_tag_is_kept(string text) => Language.Parse(text).Value.ShouldBe(text);

    [Theory]
    [InlineData("en_US", "`en-US`")]
    [InlineData("EN", "`en`")]
    [InlineData("zh-hant", "`zh-Hant`")]
    [InlineData("german", "`de`")]
    [InlineData("qq", "such as")]
    [InlineData("en\n", "such as")]
    public void A_language_that_is_no_tag_gets_the_likely_one(string text, string remedy)
    {
        var problem = Language.Parse(text).Problem;
        problem!.Code.ShouldBe("bad-language");
        problem.Remedy!.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("mastodon", "@mira@social.example", "mira@social.example")]
    [InlineData("mastodon", "mira.h@social.example", "mira.h@social.example")]
    [InlineData("bluesky", "@mira.bsky.social", "mira.bsky.social")]
    [InlineData("bluesky", "mira-holm.example.org", "mira-holm.example.org")]
    [InlineData("x", "@mira_holm", "mira_holm")]
    public void A_handle_is_read_without_its_sign(string network, string text, string handle) =>
        Handle.Parse(network, text).Value.ShouldBe(handle);

    [Theory]
    [InlineData("mastodon", "@mira")]
    [InlineData("mastodon", "@mira@social")]
    [InlineData("mastodon", "@@social.example")]
    [InlineData("mastodon", "https://social.example/@mira")]
    [InlineData("bluesky", "@mira")]
    [InlineData("bluesky", "mira..bsky.social")]
    [InlineData("bluesky", "-mira.bsky.social")]
    [InlineData("x", "@a_name_of_16_xyz")]
    [InlineData("x", "mira.holm")]
    [InlineData("x", "@")]
    [InlineData("x", "mira\n")]
    public void A_handle_of_another_form_is_refused(string network, string text) =>
        Handle.Parse(network, text).Problem!.Code.ShouldBe("bad-handle");

    [Theory]
    [InlineData("https://crab.example", true)]
    [InlineData("http://crab.example/a/?b=c#d", true)]
    [InlineData("crab.example", false)]
    [InlineData("ftp://crab.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https:crab.example", false)]
    [InlineData("https://", false)]
    [InlineData("https://crab.example/a b", false)]
    public void A_page_is_a_full_web_address(string text, bool good) =>
        (WebAddress.Page("https://example.org/").Parse(text).Problem is null).ShouldBe(good);

    [Fact]
    public void A_password_in_an_address_is_not_repeated()
    {
        var problem = WebAddress.Server("https://example.org").Parse("https://me:hunter2@social.example").Problem;
        problem!.Code.ShouldBe("secret-in-clear");
        problem.ToString().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("#RustLang", "`RustLang`")]
    [InlineData("rustlang", "capital")]
    [InlineData("Rust_Lang", "capital")]
    [InlineData("Rust Lang", "letters and digits")]
    [InlineData("42", "letters and digits")]
    public void A_hashtag_of_posts_is_in_CamelCase_without_sign(string text, string remedy)
    {
        var problem = Tags.InPosts.Parse(text).Problem;
        problem!.Code.ShouldBe("bad-hashtag");
        problem.Remedy!.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("2026-11-18T21:00:00-05:00", true)]
    [InlineData("2026-11-18T21:00Z", true)]
    [InlineData("2026-11-18", false)]
    [InlineData("2026-11-18 21:00", false)]
    [InlineData("2026-11-18T21:00:00", false)]
    public void A_point_in_time_says_its_distance_from_UTC(string text, bool good) =>
        (Plain.Instant("2026-11-18T21:00Z").Parse(text).Problem is null).ShouldBe(good);

    [Theory]
    [InlineData("*.md", true)]
    [InlineData("2026-??-*.md", true)]
    [InlineData("../*.md", false)]
    [InlineData("a\\b", false)]
    public void A_file_pattern_stays_in_its_folder(string text, bool good) => (Paths.Glob.Parse(text).Problem is null).ShouldBe(good);

    [Theory]
    [InlineData("always-the-same/")]
    [InlineData("https://crab.example/{slug}")]
    [InlineData("{slug} {number}")]
    public void A_page_path_that_cannot_be_one_is_refused(string text) => Paths.Page.Parse(text).Problem!.Code.ShouldBe("bad-page-path");
}
