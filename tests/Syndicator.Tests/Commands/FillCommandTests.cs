using System.Text;
using Syndicator.App.Commands;
using Syndicator.Tests.Issues.Writing;

namespace Syndicator.Tests.Commands;

public class FillCommandTests
{
    [Fact]
    public async Task The_program_says_of_each_draft_what_becomes_of_it_and_reads_an_archive()
    {
        using var program = new ProgramProcess();
        var draft = Path.Combine(program.Folder, "draft.md");
        await File.WriteAllTextAsync(draft, DraftSamples.Draft, TestContext.Current.CancellationToken);
        var damaged = Path.Combine(program.Folder, "damaged.md");
        await File.WriteAllTextAsync(
            damaged,
            DraftSamples.Draft.Replace("Hello!", "In N√ºrnberg it‚Äôs warm, in K√∂ln too.", StringComparison.Ordinal),
            Encoding.UTF8,
            TestContext.Current.CancellationToken
        );

        var nothing = await program.RunAsync("fill", draft, "--write");
        var refused = await program.RunAsync("fill", damaged, "--write");
        var imported = await program.RunAsync("import", Path.Combine(ProgramProcess.Shipped, "issues"), "--json");

        nothing.ExitCode.ShouldBe(ExitCode.Done);
        nothing.Error.ShouldContain("No crate is chosen.");
        nothing.Error.ShouldEndWith("draft.md: nothing changes.\n");
        (await File.ReadAllTextAsync(draft, TestContext.Current.CancellationToken)).ShouldBe(DraftSamples.Draft);
        refused.ExitCode.ShouldBe(ExitCode.Findings);
        refused.Error.ShouldContain("syndicator repair");
        imported.ExitCode.ShouldBe(ExitCode.Done);
        imported.Output.ShouldContain("\"issues\":");
    }
}
