using System.Text.Json;
using Syndicator.App.Commands;
using Syndicator.Tests.Calls;

namespace Syndicator.Tests.Commands;

/// <summary>Calls at the command line: the shipped demonstration, and an archive of our own.</summary>
public sealed class CallsCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task A_call_comes_out_of_an_announced_issue_is_found_by_name_corrected_held_and_announced()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(ExitCode.Done);

        using var listed = JsonDocument.Parse((await RunAsync("list", "--json", "--kind", "event", "--closing-within", "30d")).Output);
        var id = listed.RootElement.GetProperty("id").GetString()!;
        listed.RootElement.GetProperty("text").GetProperty("closing").GetProperty("day").GetString().ShouldBe("2026-12-06");

        (await RunAsync("correct", "ferrite days", "--closes", "soon")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldContain("--closes soon: no closing day can be read in \"soon\"")
        );
        (
            await RunAsync("correct", id[..18], "--closes", "2026-12-07 23:59 Europe/Oslo", "--note", "the page says so")
        ).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldContain("Ferrite Days, closes 2026-12-07 23:59 Europe/Oslo")
        );
        (await RunAsync("hold", "https://example.org/ferrite-days/cfp", "--reason", "gone?", "--expect", "1")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("has changed since you looked: corrected, by cli:")
        );
        (await RunAsync("hold", "ferrite", "--reason", "gone?")).ShouldSatisfyAllConditions(
            result => result.Output.ShouldStartWith("held          event    Ferrite Days"),
            result => result.Error.ShouldStartWith($"Nobody is told of it until it is released: syndicator calls release {id[..18]}")
        );
        (await RunAsync("show", "ferrite")).Output.ShouldSatisfyAllConditions(
            shown => shown.ShouldContain("closes: 2026-12-07 23:59 Europe/Oslo (printed: 2026-12-06 anywhere on Earth)"),
            shown =>
                shown.ShouldContain(
                    ": corrected (the page says so)\n    closes: 2026-12-06 anywhere on Earth → 2026-12-07 23:59 Europe/Oslo\n"
                ),
            shown => shown.ShouldContain(": held (gone?)")
        );

        var announced = await RunAsync("announce");
        announced.Output.ShouldContain("mastodon");
        announced.Output.ShouldNotContain("Ferrite");
        announced.Error.ShouldContain("They go out at the next delivery");
    }

    [Fact]
    public async Task A_simulation_prints_each_act_and_leaves_nothing_behind()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_program.Folder, "archive")).FullName;
        var rows = "* [**SpinConf \u202E**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "900.md"),
            CallSamples.Text(900, "2031-03-05", rows),
            TestContext.Current.CancellationToken
        );
        await File.WriteAllBytesAsync(Path.Combine(folder, "901.md"), [0x54, 0x00, 0xFF], TestContext.Current.CancellationToken);

        var simulated = await _program.RunInShellAsync(
            "mkdir tmp && TMPDIR=$PWD/tmp \"$@\" && exit 0; code=$?; find tmp -name '*simulation*' >&2; exit $code",
            "simulate",
            folder,
            "--json",
            "--account",
            "mastodon"
        );

        simulated.ExitCode.ShouldBe(ExitCode.Findings, "one file is none");
        simulated.Error.ShouldContain("901.md");
        simulated.Error.ShouldNotContain("syndicator-simulation-");
        simulated
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(act =>
                $"{act.GetProperty("at").GetDateTimeOffset():MM-dd HH:mm} {act.GetProperty("act")} {act.GetProperty("account")} {act.GetProperty("closes")}"
            )
            .ShouldBe([
                "03-06 02:00 printed  2031-03-22T12:00:00Z",
                "03-06 20:00 announced mastodon 2031-03-22T12:00:00Z",
                "03-14 19:00 reminded mastodon 2031-03-22T12:00:00Z",
                "03-19 19:00 reminded mastodon 2031-03-22T12:00:00Z",
                "03-22 12:00 closed  2031-03-22T12:00:00Z",
            ]);
        Directory.Exists(_program.Data).ShouldBeFalse("the program's own store is left alone");
    }

    [Theory]
    [InlineData("--calls x y: A cron expression has six or seven fields, seconds first; this one has 2.", "--calls", "x y")]
    [InlineData("--calls 0 0 0 31 2 ?: This cron expression never fires", "--calls", "0 0 0 31 2 ?")]
    [InlineData("--from 2026-12-01 is after --to 2026-11-01", "--from", "2026-12-01", "--to", "2026-11-01")]
    public async Task A_simulation_that_cannot_be_is_refused(string mistake, params string[] options)
    {
        var result = await _program.RunAsync(["simulate", Path.Combine(ProgramProcess.Shipped, "issues"), .. options]);
        result.ShouldSatisfyAllConditions(
            () => result.ExitCode.ShouldBe(ExitCode.Usage),
            () => result.Error.ShouldStartWith(mistake),
            () => result.Output.ShouldBeEmpty()
        );
    }

    [Fact]
    public async Task Mistakes_are_said_with_what_to_do()
    {
        (await RunAsync("release", "x", "--expect", "new")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldStartWith("--expect new is no version.")
        );
        (await RunAsync("list")).Error.ShouldStartWith("No call is known yet.");

        (await _program.RunAsync("simulate", "no-such-folder")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldContain("There is no folder no-such-folder")
        );
        (await RunAsync("correct", "x")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Usage),
            result => result.Error.ShouldContain("Nothing is to be corrected: give --title, --url, --closes, --place or --on, or --undo.")
        );
    }

    public void Dispose() => _program.Dispose();

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        _program.RunAsync(["calls", .. arguments]);
}
