using System.Text.Json;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public sealed class EditorsCommandTests : IDisposable
{
    private const string Piped = "printf 'four words nobody says\\n' | \"$@\"";

    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task An_editor_is_made_listed_given_a_token_and_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell");
        var weak = await _program.RunInShellAsync("echo secret | \"$@\"", "editors", "add", "ann");
        weak.ExitCode.ShouldBe(ExitCode.Findings, weak.Error);
        weak.Error.ShouldContain("fewer than 15 characters");

        var added = await _program.RunInShellAsync(Piped, "editors", "add", "Ann", "--role", "viewer");
        added.ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(ExitCode.Done, result.Error),
            result => result.Output.ShouldBe("ann is a viewer.\n"),
            result => result.Error.ShouldContain("set SignIn:Local to true"),
            result => (result.Output + result.Error).ShouldNotContain("four words")
        );

        var list = await _program.RunAsync("editors", "list", "--json");
        using var line = JsonDocument.Parse(list.Output);
        (line.RootElement.GetProperty("name").GetString(), line.RootElement.GetProperty("role").GetString()).ShouldBe(("ann", "viewer"));

        var token = await _program.RunAsync("editors", "tokens", "add", "ann", "--for", "x", "--role", "viewer");
        token.Output.ShouldMatch("^syndicator_[A-Za-z0-9_-]{43}\n$");

        (await _program.RunAsync("editors", "remove", "ann")).Output.ShouldBe("ann is removed, with all sessions and tokens.\n");
    }

    [Fact]
    public async Task A_mistake_in_how_people_sign_in_is_found_with_the_rest_of_the_configuration_and_stops_the_start()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_program.Folder, "appsettings.json"),
            """{ "SignIn": { "Lokal": true, "SessionLength": "14" } }""",
            TestContext.Current.CancellationToken
        );
        var checkedConfiguration = await _program.RunAsync("check-config");
        checkedConfiguration.ExitCode.ShouldBe(ExitCode.Configuration);
        checkedConfiguration.Output.ShouldContain("appsettings.json: error bad-sign-in: SignIn:Lokal is not known. Did you mean `Local`?");
        checkedConfiguration.Output.ShouldContain("SignIn:SessionLength is `14`");

        var run = await _program.RunAsync("run", "--urls", "http://127.0.0.1:0");
        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("Did you mean `Local`?");

        await File.WriteAllTextAsync(
            Path.Combine(_program.Folder, "appsettings.json"),
            "{ \"SignIn\": ",
            TestContext.Current.CancellationToken
        );
        var broken = await _program.RunAsync("editors", "list");
        broken.ExitCode.ShouldBe(ExitCode.Configuration);
        broken.Error.ShouldContain("appsettings.json cannot be read");
    }

    public void Dispose() => _program.Dispose();
}
