using Syndicator.Issues;
using Syndicator.Issues.Writing;
using Syndicator.Nominations;
using Syndicator.Nominations.Export;
using Syndicator.Tests.Issues.Writing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Export;

public sealed class ExportNominationsOnSqliteTests() : ExportNominationsTests(new SqliteServer());

public sealed class ExportNominationsOnPostgreSqlTests() : ExportNominationsTests(new PostgreSqlServer());

public abstract class ExportNominationsTests(TestServer server) : ChosenSuite(server)
{
    [Theory]
    [InlineData("An easy-to-use pool.", "an easy-to-use pool.")]
    [InlineData("a pool", "a pool.")]
    [InlineData("Apache's pool", "Apache's pool.")]
    public async Task What_editors_say_of_a_crate_goes_on_behind_the_comma(string said, string words)
    {
        await ProposeAsync(await NominateAsync(new Nominee.Crate("tide-pool", null, said)), "mara");

        (await ExportAsync())
            .ShouldHaveSingleItem()
            .Text.ShouldStartWith($"This week's crate is [tide-pool](https://crates.io/crates/tide-pool), {words}\n");
    }

    [Fact]
    public async Task The_chosen_crate_has_its_description_and_everybody_who_nominated_it_once()
    {
        var crate = await NominateAsync(new Nominee.Crate("tide-pool", null));
        await ProposeAsync(crate, "mara");
        await ProposeAsync(crate, "mara", post: "again");
        await ProposeAsync(crate, "teo", isSelf: true);
        await ProposeAsync(crate, "secret", isQuotable: false);
        await ProposeAsync(crate, "gone", isGone: true);
        await ExecuteAsync(
            """insert into crate_facts (name, facts, asked_at) values ('tide_pool', '{"name":"tide-pool","owners":[],"description":"A pool of things.\n"}', 1)"""
        );

        (await ExportAsync())
            .ShouldHaveSingleItem()
            .Text.ShouldBe(
                """
                This week's crate is [tide-pool](https://crates.io/crates/tide-pool), a pool of things.

                Thanks to [mara](https://social.example/@mara/1) and [teo](https://social.example/@teo/1) for the (partial self-)suggestion!
                """
            );
    }

    [Fact]
    public async Task Whoever_nominated_it_on_two_networks_under_one_name_is_thanked_once()
    {
        var crate = await NominateAsync(new Nominee.Crate("tide", "https://tide.example", "a tide"));
        await ProposeAsync(crate, "mara");
        await ProposeAsync(crate, "mara2");
        await ExecuteAsync("update proposals set nominator = 'mara', network = 'bluesky' where nominator = 'mara2'");

        (await ExportAsync())[0].Text.ShouldEndWith("Thanks to [mara](https://social.example/@mara/1) for the suggestion!");
    }

    [Fact]
    public async Task What_an_editor_says_of_a_crate_goes_before_what_crates_io_says()
    {
        await ProposeAsync(await NominateAsync(new Nominee.Crate("tide", "https://tide.example", "the better tide")), "mara");
        await ExecuteAsync("""insert into crate_facts (name, facts, asked_at) values ('tide', '{"description":"A tide"}', 1)""");

        (await ExportAsync())[0].Text.ShouldStartWith("This week's crate is [tide](https://tide.example), the better tide.\n");
    }

    [Fact]
    public async Task A_quote_names_its_speaker_and_the_place()
    {
        await ProposeAsync(
            await NominateAsync(new Nominee.Quote("One.\n\nTwo.", "Ona Vale", "https://users.rust-lang.org/t/x/1/2")),
            "mara"
        );

        (await ExportAsync())[0]
            .Text.ShouldStartWith(
                "> One.\n>\n> Two.\n\n– [Ona Vale on rust-users](https://users.rust-lang.org/t/x/1/2)\n\nThanks to [mara]"
            );
    }

    [Fact]
    public async Task Accepted_calls_and_links_go_in_and_accepted_crates_do_not()
    {
        var accepted = new NominationState.Accepted(Review);
        await ProposeAsync(await NominateAsync(new Nominee.Crate("not-chosen", null), accepted), "a");
        await ProposeAsync(await NominateAsync(new Nominee.Call("https://example.com/1", "pool - task"), accepted), "b");
        await ProposeAsync(
            await NominateAsync(new Nominee.Call("https://example.com/cfp", "Days | 2031-01-01 | Graz | 2031-02-01"), accepted),
            "c"
        );
        await ProposeAsync(await NominateAsync(new Nominee.Link("https://example.com/read", null), accepted), "d");
        await ProposeAsync(
            await NominateAsync(new Nominee.Link("https://example.com/no", null), new NominationState.Rejected(Review)),
            "e"
        );

        (await ExportAsync())
            .Select(section => section.Text)
            .ShouldBe([
                "* [pool - task](https://example.com/1)",
                "* [**Days**](https://example.com/cfp)| 2031-01-01 | Graz | 2031-02-01",
                "* [example.com/read](https://example.com/read)",
            ]);
    }

    [Fact]
    public async Task Calls_are_in_order_and_those_that_closed_are_withheld_with_the_reason()
    {
        var accepted = new NominationState.Accepted(Review);
        foreach (
            var (index, title) in (
                (string[])
                    [
                        "Yes | 2026-09-01 | Graz",
                        "Always | Rolling deadline",
                        "Late | 2026-07-28",
                        "Soon | 2026-08-01",
                        "zebra - b",
                        "Ant - c",
                    ]
            ).Index()
        )
        {
            await ProposeAsync(await NominateAsync(new Nominee.Call($"https://example.com/{index}", title), accepted), $"p{index}");
        }

        var exported = await Export().RunAsync(Publication.Id, null, DraftSamples.All, Cancellation);

        exported
            .Sections.Select(section => section.Text)
            .ShouldBe([
                "* [Ant - c](https://example.com/5)\n* [zebra - b](https://example.com/4)",
                """
                * [**Soon**](https://example.com/3)| 2026-08-01
                * [**Yes**](https://example.com/0)| 2026-09-01 | Graz
                * [**Always**](https://example.com/1)| Rolling deadline
                """,
            ]);
        exported.Withheld.ShouldBe([
            "The call Late is left out: it closed on 2026-07-28, anywhere on Earth. If that is not so any more, correct its closing day.",
        ]);
    }

    [Fact]
    public async Task What_only_private_or_deleted_posts_nominate_is_withheld_and_told()
    {
        await ProposeAsync(await NominateAsync(new Nominee.Crate("hidden", null)), "secret", isQuotable: false);
        await ProposeAsync(await NominateAsync(new Nominee.Quote("Gone with the post.", null, null)), "gone", isGone: true);

        var exported = await Export().RunAsync(Publication.Id, null, DraftSamples.All, Cancellation);

        exported.Sections.ShouldBeEmpty();
        exported.Withheld.ShouldBe(
            [
                "The crate hidden is left out: every post that nominates it is private.",
                "The quote Gone with the post. is left out: every post that nominated it is gone or names something else.",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Proposals_of_merged_nominations_count()
    {
        var target = await NominateAsync(new Nominee.Crate("tide", null));
        await ProposeAsync(target, "secret", isQuotable: false);
        await ProposeAsync(await NominateAsync(new Nominee.Crate("tide2", null), new NominationState.MergedInto(target.Id)), "teo");

        (await ExportAsync())[0].Text.ShouldContain("Thanks to [teo]");
    }

    [Fact]
    public async Task Words_of_a_private_post_are_withheld_also_when_a_public_one_was_merged_into_it()
    {
        var secret = new Nominee.Quote("Told in private.", null, null);
        var target = await NominateAsync(secret);
        await ProposeAsync(target, "secret", isQuotable: false, says: secret);
        await ProposeAsync(target, "teo", says: new Nominee.Quote("Said in public.", null, null));

        var exported = await Export().RunAsync(Publication.Id, null, DraftSamples.All, Cancellation);

        exported.Sections.ShouldBeEmpty();
        exported.Withheld.ShouldHaveSingleItem().ShouldEndWith("only private posts say so; correct it to what a public one says.");
    }

    [Fact]
    public async Task What_a_private_post_alone_knows_is_left_out()
    {
        var quote = new Nominee.Quote("Crabs never forget.", "Ona Vale", "https://example.com/secret");
        var said = await NominateAsync(quote);
        await ProposeAsync(said, "secret", isQuotable: false, says: quote);
        await ProposeAsync(said, "teo", says: new Nominee.Quote("Crabs never forget", null, "https://example.com/said"));
        var crate = new Nominee.Crate("tide", "https://example.com/private");
        var named = await NominateAsync(crate);
        await ProposeAsync(named, "secret", isQuotable: false, says: crate);
        await ProposeAsync(named, "mara", says: new Nominee.Crate("tide", null));

        var texts = string.Join('\n', (await ExportAsync()).Select(section => section.Text));

        texts.ShouldContain("[tide](https://crates.io/crates/tide)");
        texts.ShouldContain("> Crabs never forget\n");
        texts.ShouldContain("https://example.com/said");
        texts.ShouldNotContain("Ona Vale");
        texts.ShouldNotContain("secret)");
    }

    [Fact]
    public async Task Of_a_round_only_what_was_nominated_until_then()
    {
        await ProposeAsync(await NominateAsync(new Nominee.Crate("early", null)), "a");
        await ProposeAsync(await NominateAsync(new Nominee.Crate("late", null), round: Round.AddDays(7)), "b");

        (await Export().RunAsync(Publication.Id, Round, DraftSamples.All, Cancellation)).Sections[0].Text.ShouldNotContain("late");
        (await ExportAsync())[0].Text.ShouldContain("late");
    }

    [Fact]
    public async Task A_winner_that_no_issue_had_does_not_slip_into_a_later_one()
    {
        await ProposeAsync(await NominateAsync(new Nominee.Crate("old", null)), "a");
        await ProposeAsync(await NominateAsync(new Nominee.Crate("new", null), round: Round.AddDays(7)), "b");
        var chosen = new ChosenNominations(Database, Clock, (_, _) => Task.FromResult(Round.AddDays(7)));

        var exported = await new ExportNominations(chosen).RunAsync(Publication.Id, null, DraftSamples.All, Cancellation);

        exported.Sections[0].Text.ShouldContain("new");
        exported.Sections[0].Text.ShouldNotContain("old");
        exported.Withheld.ShouldHaveSingleItem().ShouldStartWith("The crate old is left out: it won the round that closed on");
    }

    [Fact]
    public async Task A_draft_is_written_only_when_told_to_and_stays_when_somebody_changed_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs permissions as Unix has them");
            return;
        }

        await ProposeAsync(await NominateAsync(new Nominee.Crate("tide", null)), "mara");
        var path = Path.Combine(Directory.CreateTempSubdirectory("syndicator-draft-").FullName, "draft.md");
        await File.WriteAllTextAsync(path, DraftSamples.Draft, Cancellation);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

        var shown = await FillAsync(path, write: false);
        (await File.ReadAllTextAsync(path, Cancellation)).ShouldBe(DraftSamples.Draft);
        var written = await FillAsync(path, write: true);
        var again = await FillAsync(path, write: true);

        shown.Fill!.Difference.ShouldBe(written.Fill!.Difference);
        written.IsWritten.ShouldBeTrue();
        (await File.ReadAllTextAsync(path, Cancellation)).ShouldBe(written.Fill.Text);
        File.GetUnixFileMode(path)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        again.IsWritten.ShouldBeFalse();
        again.Fill!.Sections[0].Outcome.ShouldBe(FillOutcome.AlreadyThere);

        var read = await IssueFile.LoadAsync(path, Cancellation);
        await File.AppendAllTextAsync(path, "Somebody else.\n", Cancellation);
        (await DraftFile.WriteAsync(read, "lost", Cancellation)).ShouldNotBeNull().Code.ShouldBe("draft-changed");
        (await File.ReadAllTextAsync(path, Cancellation)).ShouldEndWith("Somebody else.\n");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private ExportNominations Export() => new(new ChosenNominations(Database, Clock));

    private async Task<IReadOnlyList<ExportedSection>> ExportAsync() =>
        (await Export().RunAsync(Publication.Id, null, DraftSamples.All, Cancellation)).Sections;

    private Task<FilledDraft> FillAsync(string path, bool write) =>
        new FillDraft(new ChosenNominations(Database, Clock)).RunAsync(
            path,
            Publication.Id,
            IssueFormat.ThisWeekInRust,
            DraftSamples.All,
            write,
            Cancellation
        );
}
