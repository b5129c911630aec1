using System.CommandLine;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary>The whole command line: what can be called, and what every call has in common, above all how it fails.</summary>
internal static class CommandLine
{
    private static readonly InvocationConfiguration s_failuresAreOurs = new() { EnableDefaultExceptionHandler = false };

    public static RootCommand Create() =>
        new("Syndicates the issues of newsletters to social networks. Without a command it runs the service and the desk.")
        {
            RunCommand.Create(),
            ReadCommand.Create(),
            CheckCommand.Create(),
            PreviewCommand.Create(),
            IssuesCommand.Create(),
            AnnounceCommand.Create(),
            DeliverCommand.Create(),
            CollectCommand.Create(),
            EngagementCommand.Create(),
            PostsCommand.Create(),
            NominationsCommand.Create(),
            CallsCommand.Create(),
            AccountsCommand.Create(),
            SecretsCommand.Create(),
            EditorsCommand.Create(),
            ScheduleCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            MigrateCommand.Create(),
            WebhookCommand.Create(),
            FillCommand.Create(),
            ImportCommand.Create(),
            RepairCommand.Create(),
            MeasureCommand.Create(),
            RecognizeCommand.Create(),
            SimulateCommand.Create(),
            CheckConfigCommand.Create(),
            ConfigSchemaCommand.Create(),
        };

    /// <summary>Runs one call; whatever goes wrong ends in a message on standard error and an exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var parsed = Create().Parse(WithCommand(arguments));
            var mistakes = UsageMistakes.In(parsed);
            return mistakes.Count > 0
                ? await UsageMistakes.ReportAsync(parsed, mistakes, Console.Error)
                : await parsed.InvokeAsync(s_failuresAreOurs);
        }
        catch (Exception problem)
        {
            return await ReportAsync(problem, Console.Error);
        }
    }

    /// <summary>The message and exit code of what no command expected. The stack trace is shown when <c>SYNDICATOR_DEBUG</c> is 1.</summary>
    internal static async Task<int> ReportAsync(Exception problem, TextWriter error)
    {
        var (message, exitCode) = problem switch
        {
            OperationCanceledException => ("", ExitCode.Interrupted),
            OutputClosedException => ("", ExitCode.OutputClosed),
            HostProblemException => (problem.Message, ExitCode.Configuration),
            StorageException => (problem.Message, ExitCode.Unreachable),
            IOException or UnauthorizedAccessException => (
                $"syndicator: reading or writing failed: {problem.Message.TrimEnd('.')}. If it was standard output, see that it is open and its disk has room.",
                ExitCode.Unreachable
            ),
            _ => ($"syndicator: unexpected: {problem.GetType().Name}: {problem.Message} (this is a bug)", ExitCode.Bug),
        };
        try
        {
            if (message.Length > 0)
            {
                await error.WriteLineAsync(message);
            }

            if (Environment.GetEnvironmentVariable("SYNDICATOR_DEBUG") == "1")
            {
                await error.WriteLineAsync(problem.ToString());
            }
        }
        catch (IOException)
        {
            // Nobody can be told; the exit code says it.
        }

        return exitCode;
    }

    /// <summary><c>syndicator --config DIR</c> is <c>syndicator run --config DIR</c>.</summary>
    private static string[] WithCommand(string[] arguments) =>
        arguments.Length == 0 || (arguments[0].StartsWith('-') && arguments[0] is not ("--help" or "-h" or "-?" or "--version"))
            ? ["run", .. arguments]
            : arguments;
}
