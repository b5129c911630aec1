using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary>How commands that read or write the store run: with the same configuration, clock and data as the service.</summary>
internal static class StoreAccess
{
    /// <summary>Completes a command that works on one publication's store: with the options that find it, and with what it does.</summary>
    public static Command Complete(Command command, Func<ParseResult, Syndication, Publication, CancellationToken, Task<int>> work)
    {
        command.Add(ConfigurationOptions.Config);
        command.Add(ConfigurationOptions.Publication);
        command.SetAction(
            (parse, cancellationToken) =>
                RunAsync(parse, (syndication, publication, stop) => work(parse, syndication, publication, stop), cancellationToken)
        );
        return command;
    }

    /// <summary>Runs on one publication; problems of configuration and storage become messages and exit codes.</summary>
    public static async Task<int> RunAsync(
        ParseResult parse,
        Func<Syndication, Publication, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        var (publication, exitCode) = ConfigurationOptions.Load(parse);
        return publication is null
            ? exitCode
            : await RunAsync([publication], (syndication, stop) => work(syndication, publication, stop), cancellationToken);
    }

    /// <summary>Completes a command that works on the store as a whole: a mistake in the configuration of a publication does not hinder.</summary>
    public static Command CompleteForAll(Command command, Func<ParseResult, Syndication, CancellationToken, Task<int>> work)
    {
        command.Add(ConfigurationOptions.Config);
        command.SetAction(
            (parse, cancellationToken) =>
                RunAsync(
                    ConfigurationOptions.LoadAll(parse).Publications,
                    (syndication, stop) => work(parse, syndication, stop),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<Publication> publications,
        Func<Syndication, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var settings = HostSettings.Read(SyndicatorHost.ReadSettings());
            await using var syndication = await Syndication.OpenAsync(
                publications,
                settings.DataFolder,
                settings.KeyFolder,
                settings.Storage,
                settings.Delivery,
                ProgramClock.Start(publications, settings.DataFolder),
                NullLoggerFactory.Instance,
                cancellationToken
            );
            await TellLossAsync(syndication.DoubtedPosts, syndication.Database);
            return await work(syndication, cancellationToken);
        }
        catch (HostProblemException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.Configuration;
        }
        catch (StorageException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.Unreachable;
        }
    }

    /// <summary>Says that the store had lost its log, if it had: the service says it in its own, and who runs a command has none.</summary>
    public static async Task TellLossAsync(RestoredPosts? doubted, Database store)
    {
        if (doubted is not null)
        {
            await Console.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store.Name}-wal is gone, although this program was killed while it had the store open: do again what editors did last, which is lost, or stop the program and put copies of both back that were made together, never the -wal alone; {doubted.UncertainCount} posts are looked for on their networks before they are sent (posts list --state uncertain), {doubted.HeldCount} when their hold ends."
                )
            );
        }
    }

    /// <summary>Of commands that change one thing: a script names the version it saw.</summary>
    public static Option<long?> ExpectOption() =>
        new("--expect")
        {
            Description = "Only if it still has this version; for scripts.",
            HelpName = "VERSION",
            CustomParser = result =>
            {
                var written = result.Tokens.Single().Value;
                if (long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                {
                    return version;
                }

                result.AddError($"--expect {OneLine.Of(written)} is no version. Write the number that --json has as `version`.");
                return null;
            },
        };

    /// <summary>Who acts, for the history: the person at the command line.</summary>
    public static string Actor => $"cli:{Environment.UserName}";
}
