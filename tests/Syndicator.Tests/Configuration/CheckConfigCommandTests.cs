using System.CommandLine;
using System.Text.Json;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Configuration;

public class CheckConfigCommandTests
{
    [Fact]
    public void A_sound_configuration_is_said_to_be_sound()
    {
        using var configuration = One();
        var (exitCode, output, _) = Run(CheckConfigCommand.Create(), "--config", configuration.Root);
        exitCode.ShouldBe(0);
        output.ShouldBe("0 errors, 0 warnings. In order: weekly (1 account)." + Environment.NewLine);
    }

    [Fact]
    public void Mistakes_are_printed_as_compilers_print_them_and_end_in_3()
    {
        using var configuration = One();
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + "\nhold: 15\n");
        var (exitCode, output, _) = Run(CheckConfigCommand.Create(), "--config", configuration.Root);
        exitCode.ShouldBe(3);
        output.ShouldBe(
            configuration.PathOf("weekly/publication.yaml")
                + ":8:7: error bad-duration: `hold` is no duration. Add the unit: `15m` for minutes, `15h` for hours, `15d` for days."
                + Environment.NewLine
                + "1 error, 0 warnings."
                + Environment.NewLine
        );
    }

    [Fact]
    public void For_programs_there_is_one_object_a_line()
    {
        using var configuration = One();
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + "\nhold: 15\n");
        var (exitCode, output, error) = Run(CheckConfigCommand.Create(), "--config", configuration.Root, "--json");
        exitCode.ShouldBe(3);
        error.ShouldStartWith("1 error");
        var mistake = JsonDocument.Parse(output.Trim()).RootElement;
        mistake.GetProperty("line").GetInt32().ShouldBe(8);
        mistake.GetProperty("column").GetInt32().ShouldBe(7);
        mistake.GetProperty("code").GetString().ShouldBe("bad-duration");
        mistake.GetProperty("severity").GetString().ShouldBe("error");
    }

    [Fact]
    public void What_other_rooms_find_wrong_counts_too()
    {
        using var configuration = One();
        configuration.Write("weekly/templates/lead.txt", "{issue.tilte}\n");
        var (exitCode, output, _) = Run(CheckConfigCommand.Create(), "--config", configuration.Root);
        exitCode.ShouldBe(3);
        output.ShouldContain(configuration.PathOf("weekly/templates/lead.txt") + ":1:");
        output.ShouldContain("issue.title");
    }

    [Theory]
    [InlineData("weekly/accounts.yaml")]
    [InlineData("weekly/publication.yaml")]
    public void Mistakes_of_templates_are_reported_together_with_those_of_other_files(string spoiled)
    {
        using var configuration = One();
        configuration.Write(spoiled, "nmae: x\n");
        configuration.Write("weekly/templates/lead.txt", "{issue.tilte}\n");
        var (exitCode, output, _) = Run(CheckConfigCommand.Create(), "--config", configuration.Root);
        exitCode.ShouldBe(3);
        output.ShouldContain(configuration.PathOf(spoiled));
        output.ShouldContain("issue.title");
    }

    [Theory]
    [InlineData("lead", "")]
    [InlineData("lead", " \n\n")]
    [InlineData("lead.x", "// nothing but a comment\n")]
    public void A_lead_without_wording_is_a_mistake(string name, string text)
    {
        using var configuration = One();
        configuration.Write($"weekly/templates/{name}.txt", text);
        var (exitCode, output, _) = Run(CheckConfigCommand.Create(), "--config", configuration.Root);
        exitCode.ShouldBe(3);
        output.ShouldContain(configuration.PathOf($"weekly/templates/{name}.txt") + ": error template-empty");
    }

    [Theory]
    [InlineData("publication.yaml", "empty-file", 3)]
    [InlineData("templates/lead.txt", "template-empty", 3)]
    [InlineData("templates/crate.txt", "empty-file", 0)]
    public async Task A_pipe_is_not_waited_for(string file, string mistake, int expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mkfifo");
        using var configuration = One();
        var path = configuration.PathOf("weekly/" + file);
        File.Delete(path);
        // Behind a link, whose own length is not the pipe's.
        using (var made = System.Diagnostics.Process.Start("mkfifo", [path + ".pipe"]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(path, path + ".pipe");

        var (exitCode, output, _) = await Task.Run(
                () => Run(CheckConfigCommand.Create(), "--config", configuration.Root),
                TestContext.Current.CancellationToken
            )
            .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);

        output.ShouldContain(mistake);
        exitCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("publication", "\"pagePath\"")]
    [InlineData("accounts", "\"threadVisibility\"")]
    [InlineData("handles", "\"aliases\"")]
    public void The_schema_of_each_file_is_printed(string file, string key)
    {
        var (exitCode, output, _) = Run(ConfigSchemaCommand.Create(), file);
        exitCode.ShouldBe(0);
        output.ShouldContain(key);
    }

    [Fact]
    public void The_schema_of_an_unknown_file_is_refused() => Run(ConfigSchemaCommand.Create(), "templates").ExitCode.ShouldNotBe(0);

    [Fact]
    public void A_command_gets_the_only_publication()
    {
        using var configuration = One();
        Load("--config", configuration.Root).Output.ShouldBe("weekly 0");
    }

    [Fact]
    public void A_command_asks_which_of_several_publications_is_meant()
    {
        using var configuration = Two();
        var asked = Load("--config", configuration.Root);
        asked.Output.ShouldBe(" 2");
        asked.Error.ShouldContain("--publication");
        Load("--config", configuration.Root, "--publication", "monthly").Output.ShouldBe("monthly 0");
        var mistyped = Load("--config", configuration.Root, "--publication", "montly");
        mistyped.Output.ShouldBe(" 2");
        mistyped.Error.ShouldContain("Did you mean `monthly`?");
    }

    [Fact]
    public void A_mistake_stops_a_command_unless_it_is_another_publications()
    {
        using var configuration = Two();
        configuration.Write("weekly/accounts.yaml", "accounts: []");
        var stopped = Load("--config", configuration.Root);
        stopped.Output.ShouldBe(" 3");
        stopped.Error.ShouldContain("empty-list");
        Load("--config", configuration.Root, "--publication", "weekly").Output.ShouldBe(" 3");
        Load("--config", configuration.Root, "--publication", "monthly").Output.ShouldBe("monthly 0");
    }

    private static TestConfiguration One()
    {
        var configuration = new TestConfiguration();
        configuration.AddTemplates("weekly");
        return configuration;
    }

    private static TestConfiguration Two()
    {
        var configuration = One();
        configuration.AddTemplates("monthly");
        configuration.Write("monthly/publication.yaml", TestConfiguration.SoundPublication);
        configuration.Write("monthly/accounts.yaml", TestConfiguration.SoundAccounts);
        Directory.CreateDirectory(configuration.PathOf("monthly/issues"));
        return configuration;
    }

    /// <summary>A command of its own that prints the publication it got and the exit code.</summary>
    private static (int ExitCode, string Output, string Error) Load(params string[] arguments)
    {
        var command = new Command("probe") { ConfigurationOptions.Config, ConfigurationOptions.Publication };
        command.SetAction(parse =>
        {
            var (publication, exitCode) = ConfigurationOptions.Load(parse);
            parse.InvocationConfiguration.Output.Write($"{publication?.Id} {exitCode}");
            return exitCode;
        });
        return Run(command, arguments);
    }

    private static (int ExitCode, string Output, string Error) Run(Command command, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
