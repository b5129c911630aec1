using System.CommandLine;
using Syndicator.Configuration.Keys;

namespace Syndicator.App.Commands;

/// <summary><c>config-schema</c>: the JSON Schema of a configuration file, for editors that complete and check while one types.</summary>
internal static class ConfigSchemaCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "Which file: publication, accounts or handles.",
            DefaultValueFactory = _ => "publication",
        };
        file.AcceptOnlyFromAmong([.. ConfigurationSchema.Files.Keys]);
        var markdown = new Option<bool>("--markdown")
        {
            Description = "A table of the keys for people instead, as in docs/configuration.md.",
        };
        var command = new Command("config-schema", "Prints the JSON Schema of a configuration file.") { file, markdown };
        command.SetAction(parse => Print(parse, parse.GetRequiredValue(file), parse.GetValue(markdown)));
        return command;
    }

    private static int Print(ParseResult parse, string file, bool asMarkdown)
    {
        parse.InvocationConfiguration.Output.WriteLine(asMarkdown ? KeyTables.Write(file).TrimEnd() : ConfigurationSchema.Write(file));
        return ExitCode.Done;
    }
}
