using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary>How commands that read or write the store run: with the same configuration, clock and data as the service.</summary>
internal static class StoreAccess
{
    /// <summary>Runs on one publication; problems of configuration and storage become messages and exit codes.</summary>
    public static async Task<int> RunAsync(
        ParseResult parse,
        Func<Syndication, Publication, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        var (publication, exitCode) = ConfigurationOptions.Load(parse);
        if (publication is null)
        {
            return exitCode;
        }

        try
        {
            var settings = HostSettings.Read(SyndicatorHost.ReadSettings());
            await using var syndication = await Syndication.OpenAsync(
                [publication],
                settings.DataFolder,
                settings.Storage,
                settings.Delivery,
                ProgramClock.Start([publication], settings.DataFolder),
                NullLoggerFactory.Instance,
                cancellationToken
            );
            return await work(syndication, publication, cancellationToken);
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

    /// <summary>Who acts, for the history: the person at the command line.</summary>
    public static string Actor => $"cli:{Environment.UserName}";
}
