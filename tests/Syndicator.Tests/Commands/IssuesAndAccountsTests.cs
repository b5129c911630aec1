using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Tests.Commands;

/// <summary>The commands around an announcement, as the program itself, on the shipped configuration.</summary>
public sealed class IssuesAndAccountsTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_source_is_checked_listed_and_announced_without_naming_a_file()
    {
        (await _program.RunAsync("check")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldEndWith(": ready\n")
        );
        (await _program.RunAsync("issues", "list")).Output.ShouldStartWith("issue-678  2026-11-18  This Week in Rust 678  ready");
        (await _program.RunAsync("announce")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldStartWith("issue-678  2026-11-18  This Week in Rust 678  announced 2026-11-18")
        );
        (await _program.RunAsync("announce", "issue-678", "--deliver")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldContain("announced before; nothing was changed"),
            result => result.Output.ShouldContain("this-week-in-rust/issue-678/mastodon/lead/g1  delivered")
        );
        (await CallsAsync()).ShouldAllBe(call => call.FirstIssue.Key == "issue-678" && !call.IsArchived, "announcing follows the calls");
    }

    [Fact]
    public async Task A_skipped_issue_is_announced_by_hand_only()
    {
        (await _program.RunAsync("issues", "skip", "issue-678", "--reason", "a test")).ExitCode.ShouldBe(
            ExitCode.Findings,
            "nobody has seen it yet"
        );
        await _program.RunAsync("issues", "list");
        (await _program.RunAsync("issues", "skip", "issue-678", "--reason", "a test")).Output.ShouldContain("skipped");
        (await _program.RunAsync("announce")).Output.ShouldContain(": a test");
        (await _program.RunAsync("posts", "list")).Output.ShouldBeEmpty();

        (await _program.RunAsync("announce", "issue-678")).Output.ShouldContain("posts for 3 accounts are in the outbox");
        (await _program.RunAsync("issues", "skip", "issue-678", "--reason", "too late")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Error.ShouldContain("announced already")
        );
    }

    [Fact]
    public async Task An_unknown_issue_is_no_file_either()
    {
        var result = await _program.RunAsync("announce", "issue-679");
        result.ExitCode.ShouldBe(ExitCode.Findings);
        result.Error.ShouldContain("The source has no issue of this key");
        (await _program.RunAsync("announce", "--anyway", "why not", "--deliver")).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task A_paused_account_is_shown_and_resumed()
    {
        (await _program.RunAsync("accounts", "list")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldContain("mastodon  mastodon  dry run, threads, posts go out by themselves"),
            result => result.Output.ShouldContain("US$ 0.000 of 5.00 spent this month")
        );
        await using (var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation))
        {
            var pause = new AccountPause(
                "this-week-in-rust",
                "x",
                PauseReason.Account,
                "the token was revoked",
                TimeProvider.System.GetUtcNow(),
                null
            );
            await database.WriteAsync(
                async transaction =>
                {
                    await AccountPauses.WriteAsync(transaction, pause);
                    return true;
                },
                Cancellation
            );
        }

        (await _program.RunAsync("accounts", "list")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Findings),
            result => result.Output.ShouldContain("the token was revoked")
        );
        (await _program.RunAsync("accounts", "resume", "y")).ExitCode.ShouldBe(ExitCode.Usage);
        (await _program.RunAsync("accounts", "resume", "x")).Output.ShouldBe("x goes on; 0 of its posts are due.\n");
        (await _program.RunAsync("accounts", "resume", "x")).Output.ShouldBe("x is not paused.\n");
        (await _program.RunAsync("accounts", "pause", "x", "--reason", " ")).ExitCode.ShouldBe(ExitCode.Usage);
        (await _program.RunAsync("accounts", "pause", "x", "--reason", "we move")).Output.ShouldStartWith("x is paused.");
        var again = await _program.RunAsync("accounts", "pause", "x", "--reason", "me too");
        again.ExitCode.ShouldBe(ExitCode.Findings);
        again.Error.ShouldContain("we move");
        (await _program.RunAsync("accounts", "resume", "x")).Output.ShouldBe("x goes on; 0 of its posts are due.\n");
    }

    public void Dispose() => _program.Dispose();

    /// <summary>At least one.</summary>
    private async Task<IReadOnlyList<Call>> CallsAsync()
    {
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        var calls = await database.ReadAsync(connection => CallTable.SelectAsync(connection, "1 = 1 order by id", new { }), Cancellation);
        calls.ShouldNotBeEmpty();
        return calls;
    }

    private StorageOptions Storage => new() { File = Path.Combine(_program.Data, "syndicator.db") };
}
