using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

/// <summary>An editor's acts at the command line, on the shipped demonstration with approval required on one account.</summary>
public sealed class PostChangesTests : IDisposable
{
    private const string Lead = "this-week-in-rust/issue-678/mastodon/lead/g1";

    private readonly ProgramProcess _program = new();
    private readonly string _configuration;

    public PostChangesTests()
    {
        _configuration = Path.Combine(_program.Folder, "this-week-in-rust");
        foreach (var file in Directory.GetFiles(ProgramProcess.Shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_configuration, Path.GetRelativePath(ProgramProcess.Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var text = File.ReadAllText(file);
            File.WriteAllText(
                copy,
                Path.GetFileName(file) == "accounts.yaml"
                    ? text.Replace("approval: automatic", "approval: required", StringComparison.Ordinal)
                    : text
            );
        }
    }

    [Fact]
    public async Task A_post_that_waits_for_approval_is_edited_released_and_delivered()
    {
        await AnnounceAsync();
        var waiting = await RunAsync("deliver");
        waiting.ExitCode.ShouldBe(ExitCode.Done);
        waiting.Output.ShouldNotContain("/mastodon/");
        waiting.Error.ShouldContain($"{Lead}  held (an editor must release it)");

        (await RunAsync("posts", "edit", Lead, "--text", "Said by an editor")).ShouldSatisfyAllConditions(Changed);
        (await RunAsync("posts", "release", Lead)).ShouldSatisfyAllConditions(Changed);
        var delivered = await RunAsync("deliver");

        delivered.Output.ShouldContain($"{Lead}  delivered");
        var shown = await RunAsync("posts", "show", Lead);
        shown.Output.ShouldContain("Said by an editor");
        shown.Output.ShouldContain("cli:");
        (await RunAsync("posts", "release", Lead)).ShouldSatisfyAllConditions(result => Refused(result, "It is delivered"));
        (await RunAsync("posts", "edit", Lead, "--text", "Too late")).ExitCode.ShouldBe(ExitCode.Findings);
    }

    [Fact]
    public async Task A_post_is_stopped_and_sent_anew_under_a_new_key()
    {
        await AnnounceAsync();

        (await RunAsync("posts", "stop", Lead)).Output.ShouldContain($"{Lead}  stopped");
        (await RunAsync("posts", "resend", Lead)).Output.ShouldContain("mastodon/lead/g2  due");
    }

    [Fact]
    public async Task A_post_is_rescheduled_to_a_time_of_the_publications_zone()
    {
        await AnnounceAsync();

        (await RunAsync("posts", "reschedule", Lead, "--at", "2030-01-02T09:00")).Output.ShouldContain("until 2030-01-02 09:00:00-05:00");
        (await RunAsync("posts", "reschedule", Lead, "--at", "2001-01-02T09:00Z")).ShouldSatisfyAllConditions(result =>
            Refused(result, "That time is past")
        );
        (await RunAsync("posts", "reschedule", Lead, "--at", "soon")).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task An_unknown_post_and_an_empty_text_are_findings()
    {
        await AnnounceAsync();

        (await RunAsync("posts", "release", "no/such/post")).ShouldSatisfyAllConditions(result => Refused(result, "no/such/post"));
        // Standard input is empty here.
        (await RunAsync("posts", "edit", Lead)).ShouldSatisfyAllConditions(result => Refused(result, "empty or too long"));
    }

    public void Dispose() => _program.Dispose();

    private async Task AnnounceAsync()
    {
        var (exitCode, _, error) = await RunAsync("announce", ProgramProcess.Issue);
        exitCode.ShouldBe(ExitCode.Done, error);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        _program.RunAsync([.. arguments, "--config", _configuration]);

    private static void Changed((int ExitCode, string Output, string Error) result)
    {
        result.ExitCode.ShouldBe(ExitCode.Done, result.Error);
        result.Output.ShouldStartWith(Lead);
    }

    private static void Refused((int ExitCode, string Output, string Error) result, string reason)
    {
        result.ExitCode.ShouldBe(ExitCode.Findings, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(reason);
    }
}
