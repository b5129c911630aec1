using System.Text.Json;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

/// <summary>Counting at the command line, on the shipped demonstration.</summary>
public sealed class EngagementCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task The_command_counts_what_is_due_and_prints_it_for_programs()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue, "--deliver")).ExitCode.ShouldBe(ExitCode.Done);
        await MakeOlderAsync();

        var counted = await _program.RunAsync("engagement", "--json", "--limit", "3");

        counted.ExitCode.ShouldBe(ExitCode.Done, counted.Error);
        counted.Error.ShouldContain("mastodon: posts asked for ");
        var posts = counted
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        posts.Count.ShouldBe(3);
        posts.ShouldAllBe(post => post.GetProperty("isSample").GetBoolean() && post.GetProperty("likes").GetInt32() > 0);
        posts.ShouldAllBe(post => post.GetProperty("bookmarks").ValueKind == JsonValueKind.Null);
        (await _program.RunAsync("engagement")).ShouldSatisfyAllConditions(
            again => again.Error.ShouldContain("mastodon: no post is due to be counted"),
            again => again.Output.ShouldContain("/mastodon/lead/g1  likes "),
            again => again.Output.ShouldContain("sample numbers of the demonstration")
        );
    }

    public void Dispose() => _program.Dispose();

    /// <summary>The demonstration was first started an hour earlier.</summary>
    private async Task MakeOlderAsync()
    {
        var file = Directory.GetFiles(_program.Data, "demonstration-started-at").Single();
        var startedAt = DateTimeOffset.Parse(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            System.Globalization.CultureInfo.InvariantCulture
        );
        await File.WriteAllTextAsync(
            file,
            startedAt.AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            TestContext.Current.CancellationToken
        );
    }
}
