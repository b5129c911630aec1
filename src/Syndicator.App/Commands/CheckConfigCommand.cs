using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndicator.App.SignIn;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>check-config</c>: every mistake of the configuration at once. Exit code 0 without errors, else 3.</summary>
internal static class CheckConfigCommand
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var json = new Option<bool>("--json")
        {
            Description = "One JSON object a line instead: file, line, column, severity, code, message, remedy.",
        };
        var command = new Command(
            "check-config",
            "Checks the configuration and reports every mistake with file, line, column and what to do."
        )
        {
            ConfigurationOptions.Config,
            json,
        };
        command.SetAction(parse => Run(parse, parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, bool asJson)
    {
        var publications = ConfigurationOptions.LoadAll(parse);
        var settings = SyndicatorHost.ReadSettings();
        var loaded = new LoadedConfiguration(
            publications.Publications,
            [.. publications.Diagnostics, .. SignInSettings.Check(settings), .. HostTelemetry.Check(settings)]
        );
        var output = parse.InvocationConfiguration.Output;
        foreach (var diagnostic in loaded.Diagnostics)
        {
            output.WriteLine(asJson ? ToJson(diagnostic) : diagnostic.ToString());
        }

        (asJson ? parse.InvocationConfiguration.Error : output).WriteLine(Summary(loaded));
        return loaded.HasErrors ? ExitCode.Configuration : ExitCode.Done;
    }

    private static string ToJson(Diagnostic diagnostic) =>
        JsonSerializer.Serialize(
            new
            {
                file = diagnostic.Position.File,
                line = diagnostic.Position.Line,
                column = diagnostic.Position.Column,
                severity = diagnostic.Severity == Severity.Error ? "error" : "warning",
                code = diagnostic.Code,
                message = diagnostic.Message,
                remedy = diagnostic.Remedy,
            },
            Compact
        );

    private static string Summary(LoadedConfiguration loaded)
    {
        var errors = loaded.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        var found = $"{Count(errors, "error")}, {Count(loaded.Diagnostics.Count - errors, "warning")}.";
        var good = string.Join(", ", loaded.Publications.Select(each => $"{each.Id} ({Count(each.Accounts.Count, "account")})"));
        return loaded.Publications.Count == 0 ? found : $"{found} In order: {good}.";
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
