using Dapper;
using Syndicator.App.Commands;
using Syndicator.Composing;
using Syndicator.Issues;
using Syndicator.Networks.DryRun;
using Syndicator.Publishing.Edits;
using Syndicator.Storage;
using Syndicator.Tests.Composing;

namespace Syndicator.Tests.Commands;

/// <summary>The shipped issue is out everywhere, and then its crate of the week gets another name.</summary>
public sealed class PostEditsTests : IDisposable
{
    private const string Crate = "this-week-in-rust/issue-678/mastodon/crate";

    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task Editors_see_what_a_change_would_change_and_decide()
    {
        await ChangeDeliveredAsync();

        var listed = await _program.RunAsync("posts", "edits");
        listed.ExitCode.ShouldBe(ExitCode.Done, listed.Error);
        listed.Output.ShouldContain($"{Crate}/e1  proposed");
        listed.Output.ShouldContain("[-tidepool");
        listed.Output.ShouldContain("{+rockpool");
        listed.Output.ShouldContain($"decide: syndicator posts accept {Crate}/e1");
        listed.Output.ShouldContain("Posts on x cannot be edited from here.");

        var accepted = await _program.RunAsync("posts", "accept", $"{Crate}/g1");
        accepted.ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldStartWith($"{Crate}/e1  accepted ")
        );
        var ledger = DryRunLedger.Of(_program.Data, "this-week-in-rust", "mastodon");
        var edit = (await ledger.ReadEditsAsync(Cancellation).ToListAsync(Cancellation)).ShouldHaveSingleItem();
        edit.Text.ShouldContain("rockpool");
        (await _program.RunAsync("posts", "show", $"{Crate}/g1")).Output.ShouldContain("edited on the network");

        var refused = await _program.RunAsync("posts", "accept", "this-week-in-rust/issue-678/x/crate/e1");
        refused.ExitCode.ShouldBe(ExitCode.Findings);
        refused.Error.ShouldContain("by hand");
        (await _program.RunAsync("posts", "dismiss", "this-week-in-rust/issue-678/x/crate/e1")).Output.ShouldContain("  dismissed ");

        var open = await EditsAsync();
        open.ShouldNotContain(line => line.Contains("/mastodon/crate/") || line.Contains("/x/crate/"));
        var all = await EditsAsync("--all");
        all.Single(line => line.Contains($"{Crate}/e1")).ShouldContain("\"state\":\"accepted\"");
        all.Single(line => line.Contains("/x/crate/e1")).ShouldContain("\"state\":\"dismissed\"");
    }

    [Fact]
    public async Task An_unknown_proposal_is_a_finding()
    {
        var result = await _program.RunAsync("posts", "accept", "no/such/edit");
        result.ExitCode.ShouldBe(ExitCode.Findings);
        result.Error.ShouldContain("no proposed edit no/such/edit");
    }

    public void Dispose() => _program.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<string[]> EditsAsync(params string[] options) =>
        (await _program.RunAsync(["posts", "edits", "--json", .. options])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task ChangeDeliveredAsync()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(ExitCode.Done);
        (await _program.RunAsync("deliver")).ExitCode.ShouldBe(ExitCode.Done);
        var before = await File.ReadAllTextAsync(Shipped.SampleFile, Cancellation);
        var after = before.Replace("tidepool", "rockpool", StringComparison.Ordinal);
        var options = new StorageOptions { File = Path.Combine(_program.Data, "syndicator.db") };
        await using var database = await Database.OpenAsync(options, TimeProvider.System, Cancellation);
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("update issues set announced_text = @before", new { before }, transaction),
            Cancellation
        );
        var carried = await new ProposeEdits(database, TimeProvider.System).RunAsync(
            Shipped.Publication,
            "issue-678",
            before,
            after,
            Compose(before),
            Compose(after),
            Cancellation
        );
        carried.ProposedCount.ShouldBeGreaterThan(0);
    }

    private static IReadOnlyList<PostThread> Compose(string markdown)
    {
        var digest = new IssueDigest(IssueReader.Read("678.md", markdown, Shipped.Publication.Format), markdown, []);
        return
        [
            .. Shipped.Publication.Accounts.Select(account => Shipped.Composer.Compose(digest, account, NetworkTextRules.For(account))),
        ];
    }
}
