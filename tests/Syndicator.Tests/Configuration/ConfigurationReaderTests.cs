using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Tests.Configuration;

public class ConfigurationReaderTests
{
    [Fact]
    public void What_is_not_said_has_its_default()
    {
        using var configuration = new TestConfiguration();
        var publication = configuration.Only();
        publication.Id.ShouldBe("weekly");
        publication.ShortName.ShouldBe("The Weekly Crab");
        publication.Language.ShouldBe("en");
        publication.Hold.ShouldBe(TimeSpan.FromMinutes(15));
        publication.AnnounceWithin.ShouldBe(TimeSpan.FromDays(3));
        publication.FreshFor.ShouldBe(TimeSpan.FromHours(36));
        publication.Source.ShouldBe(
            new SourceOptions.Folder(Path.TrimEndingDirectorySeparator(configuration.PathOf("weekly/issues")) + "/", "*.md")
        );
        publication.Schedules.ShouldBe(new Schedules("0 0/10 * * * ?", "0 * * * * ?"));
        publication.DemonstrationStartsAt.ShouldBeNull();
        publication.Format.Headings[SectionRole.Crate].ShouldContain("Crate of the Week");
        var account = publication.Accounts.ShouldHaveSingleItem();
        account.Mode.ShouldBe(AccountMode.DryRun);
        account.Thread.ShouldBeFalse();
        account.Approval.ShouldBe(Approval.Automatic);
        account.ThreadVisibility.ShouldBe(PostVisibility.Unlisted);
        account.Prices.ShouldBe(PostPrices.Free);
    }

    [Fact]
    public void What_is_said_counts()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication.Replace("crab.example/", "crab.example", StringComparison.Ordinal)
                + """

                shortName: Crab
                language: pt-BR
                hold: 1h30m
                announceWithin: 7d
                freshFor: 2d
                hashtags: [RustLang, Crab2]
                nominations: { crateTag: cotw, quoteUrl: "https://crab.example/quotes" }
                """
        );
        configuration.Write(
            "weekly/accounts.yaml",
            TestConfiguration.SoundAccounts
                + """

                    credentials: env:TOKEN
                    mode: live
                    thread: true
                    approval: required
                    threadVisibility: public
                    limits: {characters: 5000, perUrl: 30}
                    prices: {post: 0.015, postWithLink: 0.2, asOf: 2026-08-22}
                    handle: "@crab@social.example"
                """
        );
        configuration.Mistakes().ShouldBeEmpty();
        var publication = configuration.Load().Publications.ShouldHaveSingleItem();
        publication.Format.Site.ShouldBe("https://crab.example/");
        publication.Hold.ShouldBe(TimeSpan.FromMinutes(90));
        publication.AnnounceWithin.ShouldBe(TimeSpan.FromDays(7));
        publication.FreshFor.ShouldBe(TimeSpan.FromHours(48));
        publication.Hashtags.ShouldBe(["RustLang", "Crab2"]);
        publication.Nominations.CrateTag.ShouldBe("cotw");
        publication.Nominations.QuoteTag.ShouldBeNull();
        publication.Nominations.QuoteUrl.ShouldBe("https://crab.example/quotes");
        publication.Zone.Id.ShouldBe("Europe/Berlin");
        var account = publication.Accounts.ShouldHaveSingleItem();
        account.Mode.ShouldBe(AccountMode.Live);
        account.Credentials.ShouldBe("env:TOKEN");
        account.Server.ShouldBe(new Uri("https://social.example"));
        account.Thread.ShouldBeTrue();
        account.Approval.ShouldBe(Approval.Required);
        account.ThreadVisibility.ShouldBe(PostVisibility.Public);
        account.MaxCharacters.ShouldBe(5000);
        account.CharactersPerUrl.ShouldBe(30);
        account.Prices.ShouldBe(new PostPrices(0.015m, 0.2m, new DateOnly(2026, 8, 22)));
        account.Handle.ShouldBe("@crab@social.example");
    }

    [Fact]
    public void One_publications_own_folder_loads_alone()
    {
        using var configuration = new TestConfiguration();
        var loaded = ConfigurationReader.Load(configuration.PathOf("weekly") + Path.DirectorySeparatorChar);
        loaded.Publications.ShouldHaveSingleItem().Id.ShouldBe("weekly");
    }

    [Fact]
    public void Another_programs_file_beside_the_publications_makes_no_publication_of_their_folder()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("compose.yaml", "services: {}");
        configuration.Only().Id.ShouldBe("weekly");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so() =>
        ConfigurationReader.Load("no/such/folder").Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("missing-folder");

    [Fact]
    public void A_folder_without_publication_is_said_so()
    {
        using var configuration = new TestConfiguration();
        Directory.Delete(configuration.PathOf("weekly"), recursive: true);
        configuration.Load().Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("no-publication");
    }

    [Fact]
    public void A_folder_whose_name_cannot_be_part_of_a_key_is_no_publication()
    {
        using var configuration = new TestConfiguration();
        Directory.Move(configuration.PathOf("weekly"), configuration.PathOf("The Weekly"));
        configuration.Load().Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("bad-publication-name");
    }

    [Fact]
    public void Templates_are_read_by_name_with_LF_line_ends()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/templates/crate.x.txt", "one\r\ntwo\r\n");
        configuration.Write("weekly/templates/notes.md", "no template");
        configuration.Mistakes().ShouldBe(["templates/notes.md unknown-file"]);
        configuration.Only().Templates.ShouldHaveSingleItem().Key.ShouldBe("crate.x");
        configuration.Only().Templates["crate.x"].Text.ShouldBe("one\ntwo\n");
    }

    [Fact]
    public void Handles_are_found_by_name_and_alias_without_case_and_without_their_sign()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/handles.yaml",
            """
            handles:
              - name: Mira Holm
                aliases: [mholm, "2026"]
                mastodon: "@mira@social.example"
                bluesky: mira.example.org
                x: "@mira_holm"
            """
        );
        var handles = configuration.Only().Handles;
        handles.Find("MIRA HOLM", "mastodon").ShouldBe("mira@social.example");
        handles.Find("mholm", "bluesky").ShouldBe("mira.example.org");
        handles.Find("2026", "x").ShouldBe("mira_holm");
        handles.Find("Mira", "x").ShouldBeNull();
    }

    [Fact]
    public void Somebody_without_any_handle_is_a_mistake()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/handles.yaml", "handles:\n  - name: Mira Holm\n");
        configuration.Mistakes().ShouldBe(["handles.yaml:2:5 no-handle"]);
    }

    [Fact]
    public void Configured_headings_join_the_default_ones_and_take_them_from_other_roles()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + "\nsections:\n  crate: [Library of the Month]\n  news: [\"JOBS:\"]\n"
        );
        var headings = configuration.Only().Format.Headings;
        headings[SectionRole.Crate].ShouldBe(["Library of the Month", "Crate of the Week"]);
        headings[SectionRole.News].ShouldContain("JOBS:");
        headings[SectionRole.Jobs].ShouldNotContain("Jobs");
    }

    [Fact]
    public void Without_the_default_headings_only_the_configured_ones_count()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + "\ndefaultSections: false\nsections: {final-comment-period: [Last Call]}\n"
        );
        var only = configuration.Only().Format.Headings.ShouldHaveSingleItem();
        only.Key.ShouldBe(SectionRole.FinalCommentPeriod);
        only.Value.ShouldBe(["Last Call"]);
    }

    [Fact]
    public void Without_any_headings_nothing_could_be_read()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + "\ndefaultSections: false\n");
        configuration.Mistakes().ShouldBe(["publication.yaml:8:18 missing-key"]);
    }

    [Fact]
    public void A_heading_below_two_roles_is_a_mistake()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + "\nsections:\n  crate: [The Pick]\n  quote: [The pick:]\n"
        );
        configuration.Mistakes().ShouldBe(["publication.yaml:10:10 doubled-heading"]);
    }

    [Fact]
    public void A_live_account_needs_credentials()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", TestConfiguration.SoundAccounts + "\n    mode: live\n");
        configuration.Mistakes().ShouldBe(["accounts.yaml:2:5 missing-key"]);
    }

    [Fact]
    public void Keys_that_change_nothing_on_a_network_are_pointed_out()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/accounts.yaml",
            "accounts:\n  - name: b\n    network: dry-run\n    server: https://b.example\n    threadVisibility: public\n"
        );
        configuration.Mistakes().ShouldBe(["accounts.yaml:4:13 unused-key", "accounts.yaml:5:23 unused-key"]);
        configuration.Only().Accounts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_number_where_a_text_belongs_asks_for_quotation_marks()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + "\nshortName: 2600\n");
        var mistake = configuration.Load().Diagnostics.ShouldHaveSingleItem();
        (mistake.Code, mistake.Remedy).ShouldBe(("wrong-type", "Put it in quotation marks."));
    }
}
