using System.Text.Json;
using Syndicator.App.Commands;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Issues.Writing;

namespace Syndicator.Tests.Commands;

/// <summary>Editors at the command line, on the shipped demonstration.</summary>
public sealed class NominationsCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task A_crate_is_entered_found_by_name_chosen_and_taken_back()
    {
        var added = await RunAsync(
            "add",
            "crate",
            "https://crates.io/crates/quillworm",
            "--by",
            "Dora\u001b[31m\u202E",
            "--description",
            "a worm"
        );
        added.ExitCode.ShouldBe(ExitCode.Findings, "control characters are nobody's name");
        added.Error.ShouldNotContain("\u001b");
        added = await RunAsync("add", "crate", "https://crates.io/crates/quillworm", "--by", "Dora \u202E D.");
        added.ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldStartWith("quillworm  open  01"),
            result => result.Error.ShouldContain("next: syndicator nominations accept ")
        );

        var listed = (await RunAsync("list")).Output;
        listed.ShouldContain("   1  crate  quillworm  open  1 nominator  by Dora   D.");
        listed.ShouldNotContain("\u202E");
        using var json = JsonDocument.Parse((await RunAsync("list", "--json", "--kind", "crate", "--search", "quillw")).Output);
        var id = json.RootElement.GetProperty("id").GetString()!;
        json.RootElement.GetProperty("nominee").GetProperty("url").GetString().ShouldBe("https://crates.io/crates/quillworm");

        (await RunAsync("accept", id, "--expect", "7")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("has changed since you looked: nominated: by Dora"),
            result => result.Error.ShouldContain("by cli:")
        );
        (await RunAsync("choose", "Quillworm")).Output.ShouldStartWith("quillworm  chosen by cli:");
        (await RunAsync("reject", "quillworm", "--reason", "no")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("quillworm was not changed. It is chosen for its round.")
        );
        (await RunAsync("undo", id[..20])).ShouldSatisfyAllConditions(
            result => result.Output.ShouldStartWith("quillworm  open"),
            result => result.Error.ShouldContain("Taken back: chosen.")
        );
        var shown = (await RunAsync("show", "quillworm")).Output;
        shown.ShouldContain(": chosen, taken back since");
        shown.ShouldContain("entered by hand");
    }

    [Fact]
    public async Task Every_act_says_what_became_of_it_and_what_is_next()
    {
        (await RunAsync("add", "link", "https://blog.example/a", "--by", "Dora")).ExitCode.ShouldBe(ExitCode.Done);
        using var listed = JsonDocument.Parse((await RunAsync("list", "--json", "--state", "open")).Output);
        listed.RootElement.GetProperty("state").GetString().ShouldBe("open");
        var id = listed.RootElement.GetProperty("id").GetString()!;

        (await RunAsync("accept", id)).Error.ShouldContain(
            "next: syndicator nominations export",
            Case.Sensitive,
            "a link need not be chosen"
        );
        (await RunAsync("list", "--state", "open")).ShouldSatisfyAllConditions(
            result => result.Output.ShouldBeEmpty(),
            result => result.Error.ShouldContain("`syndicator nominations list --round all --state all` shows everything")
        );
        (await RunAsync("defer", id, "--round", "2027-01-05")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Error.ShouldContain("It is in the round that closes at 2027-01-05 15:00:00-05:00.")
        );
    }

    [Fact]
    public async Task Who_chooses_is_told_what_is_marked_and_a_round_has_one_name_everywhere()
    {
        (await RunAsync("add", "crate", "quillworm", "--by", "Dora", "--self")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("choose", "quillworm")).Error.ShouldContain("Mind: self-suggestion.");
        (await RunAsync("export")).Error.ShouldContain("The crate quillworm has no description: `nominations correct 01");
        (await RunAsync("correct", "quillworm", "--description", "a worm")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("export")).Error.ShouldNotContain("description");
        foreach (var round in (string[])["2026-11-24", "round-2026-11-24-2000", "2026-11-24T15:00"])
        {
            (await RunAsync("export", "--round", round)).Output.ShouldContain("This week's crate is [quillworm]", Case.Sensitive, round);
        }

        (await RunAsync("export", "--round", "yesterday")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldContain("No round is called yesterday.")
        );
    }

    [Fact]
    public async Task A_call_for_speakers_is_worded_part_by_part_and_says_what_its_row_lacks()
    {
        const string url = "https://tide.example/cfp";
        var draft = Path.Combine(_program.Folder, "draft.md");
        await File.WriteAllTextAsync(draft, DraftSamples.Draft, TestContext.Current.CancellationToken);
        var added = await RunAsync("add", "call", url, "--title", "Tide Days", "--closes", "2031-05-04", "--by", "Dora", "--json");
        using var json = JsonDocument.Parse(added.Output);
        var id = json.RootElement.GetProperty("id").GetString()!;
        json.RootElement.GetProperty("nominee").GetProperty("closes").GetString().ShouldBe("2031-05-04");
        (await RunAsync("list", "--kind", "call")).Output.ShouldContain("[its row has no place, no day of the event]");

        (await RunAsync("correct", id, "--place", "Utrecht, NL", "--on", "soon")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("soon is no day of an event: write 2026-05-19")
        );
        (await RunAsync("correct", id, "--place", "Utrecht, NL", "--on", "2031-05-19")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("accept", id)).ExitCode.ShouldBe(ExitCode.Done);

        (await _program.RunAsync("fill", draft, "--calls")).Output.ShouldContain(
            $"+* [**Tide Days**]({url})| 2031-05-04 | Utrecht, NL | 2031-05-19\n"
        );
    }

    [Theory]
    [InlineData("like", 2, "0 nominators, 2 likes on mastodon")]
    [InlineData("reply", 2, "0 nominators, 2 replies on mastodon")]
    [InlineData("reply", 1, "0 nominators, 1 reply on mastodon")]
    public void Support_is_put_in_words(string kind, int count, string words) =>
        NominationLine.SupportOf(new Support(count, 0, [new EndorsementCount(kind, "mastodon", count)])).ShouldBe(words);

    [Fact]
    public async Task Wrong_calls_say_what_is_wrong()
    {
        (await RunAsync("accept", "no-such-crate")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("There is no nomination no-such-crate.")
        );
        (await RunAsync("reject", "jiff")).ExitCode.ShouldBe(ExitCode.Usage);
        (await RunAsync("add", "quote", "--by", "Dora")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldContain("A quote needs --text")
        );
        (await RunAsync("list", "--round", "yesterday")).ExitCode.ShouldBe(ExitCode.Usage);
        (await RunAsync("correct", "jiff")).ExitCode.ShouldBe(ExitCode.Usage);
        (await RunAsync("list", "--limit", "-1")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldStartWith("--limit -1 is less than 1.")
        );
    }

    public void Dispose() => _program.Dispose();

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        _program.RunAsync(["nominations", .. arguments]);
}
