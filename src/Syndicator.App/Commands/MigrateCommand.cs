using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator migrate [--to DATABASE | --undo]</c>: brings the store to this version, or everything in it into another database.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var to = new Option<string?>("--to")
        {
            Description =
                "Move the whole store there: a PostgreSQL connection string, env:NAME or file:PATH that holds one, or a data folder for SQLite.",
            HelpName = "DATABASE",
        };
        var undo = new Option<bool>("--undo")
        {
            Description = "Open a store again that was moved; the other one must not be used any more.",
        };
        var command = new Command("migrate", "Brings the store to this version of the program, or moves it to another database.")
        {
            to,
            undo,
            ConfigurationOptions.Config,
        };
        command.SetAction(
            (parse, stop) =>
                (parse.GetValue(to), parse.GetValue(undo)) switch
                {
                    (not null, true) => RefuseBothAsync(),
                    ({ } database, false) => MoveAsync(parse, database, stop),
                    (null, true) => ReopenAsync(parse, stop),
                    _ => UpdateAsync(parse, stop),
                }
        );
        return command;
    }

    private static async Task<int> RefuseBothAsync()
    {
        await Console.Error.WriteLineAsync("--to and --undo contradict one another. Name one of them.");
        return ExitCode.Usage;
    }

    private static async Task<int> UpdateAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var (settings, clock) = Prepare(parse);
        await using var store = await MarkedStore.OpenAsync(settings.Storage, clock, cancellationToken);
        await StoreAccess.TellLossAsync(store.Doubted, store.Database);
        await Console.Out.WriteLineAsync($"{store.Database.Name} is at the version of this program, {BackupFacts.ThisProgram}.");
        return ExitCode.Done;
    }

    private static async Task<int> MoveAsync(ParseResult parse, string named, CancellationToken cancellationToken)
    {
        var (target, problem) = Target(named);
        if (target is null)
        {
            await Console.Error.WriteLineAsync(problem);
            return ExitCode.Usage;
        }

        var (settings, clock) = Prepare(parse);
        if (target.PostgreSql is null)
        {
            DataFolder.Prepare(Path.GetDirectoryName(target.File)!);
        }

        await DoubtBeforeMoveAsync(settings.Storage, clock, cancellationToken);
        var outcome = await new MoveStore(settings.Storage, target, settings.DataFolder, clock).RunAsync(cancellationToken);
        return await outcome.Match(
            done =>
                ReportAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{done.RowCount} rows in {done.TableCount} tables"),
                    done.From,
                    done.To,
                    target,
                    settings
                ),
            finished => ReportAsync("The rest of an earlier move", finished.From, finished.To, target, settings),
            RefuseAsync
        );
    }

    /// <summary>What a store lost would go out again from the new one. A store that a killed move has closed already had nothing to lose since.</summary>
    private static async Task DoubtBeforeMoveAsync(StorageOptions from, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (OpenMark.Of(from) is not { IsSet: true })
        {
            return;
        }

        try
        {
            await using var store = await MarkedStore.OpenAsync(from, clock, cancellationToken);
            await StoreAccess.TellLossAsync(store.Doubted, store.Database);
        }
        catch (StorageException problem) when (problem.Diagnostic.Code is StoreMove.MovedCode or StoreMove.ArrivingCode)
        {
            // The move goes on where it was, or says why it cannot.
        }
    }

    private static async Task<int> ReopenAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var (settings, clock) = Prepare(parse);
        var reopen = new ReopenStore(settings.Storage, settings.DataFolder, clock);
        if (await reopen.RunAsync(StoreAccess.Actor, cancellationToken) is not var (undone, doubted))
        {
            await Console.Error.WriteLineAsync("This store is open: there is no move to undo.");
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync(
            $"The store is open again. Never use the one in {undone.Place} any more: posts would go out twice."
        );
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"May have gone out from there: {doubted.UncertainCount} posts, which are looked up before they are sent (posts list --state uncertain), and {doubted.HeldCount} held ones, looked up when their hold ends (posts list --state held)."
            )
        );
        return ExitCode.Done;
    }

    private static async Task<int> ReportAsync(string what, string from, string to, StorageOptions target, HostSettings settings)
    {
        var setting = target.PostgreSql is null
            ? $"Storage:Folder to {Path.GetDirectoryName(target.File)}, and Storage:PostgreSql to nothing"
            : "Storage:PostgreSql to its connection string";
        await Console.Out.WriteLineAsync($"{what}: moved to {to} and compared. {from} is closed.");
        await Console.Out.WriteLineAsync($"Set {setting}, then start the service.");
        if (target.PostgreSql is null && Path.GetDirectoryName(target.File) != settings.DataFolder)
        {
            await Console.Out.WriteLineAsync(
                $"Not moved, because they are no part of the store: the keys of the secrets ({settings.KeyFolder}) and the ledgers of dry runs ({Path.Combine(settings.DataFolder, "dry-run")}). Copy them into the new folder."
            );
        }

        return ExitCode.Done;
    }

    private static async Task<int> RefuseAsync(MoveOutcome.Refused refused)
    {
        await Console.Error.WriteLineAsync(refused.Reason.ToString());
        return ExitCode.Findings;
    }

    /// <summary>A connection string has an equals sign, and folders hardly ever do; passwords belong elsewhere than on a command line.</summary>
    private static (StorageOptions? Target, string? Problem) Target(string named)
    {
        if (SecretReference.Parse(named) is { } reference)
        {
            var (secret, problem) = new SecretResolver(Environment.GetEnvironmentVariable).Resolve(reference);
            return secret is null
                ? (null, $"--to {OneLine.Of(named)}: {problem!.Message} {problem.Remedy}")
                : (new StorageOptions { PostgreSql = secret.Reveal() }, null);
        }

        return string.IsNullOrWhiteSpace(named)
            ? (null, "--to names no database. Write a PostgreSQL connection string, env:NAME, file:PATH, or a folder for SQLite.")
            : (
                named.Contains('=', StringComparison.Ordinal)
                    ? new StorageOptions { PostgreSql = named }
                    : new StorageOptions { File = Path.Combine(Path.GetFullPath(named), HostSettings.StoreFile) },
                null
            );
    }

    private static (HostSettings Settings, TimeProvider Clock) Prepare(ParseResult parse)
    {
        var settings = HostSettings.Read(SyndicatorHost.ReadSettings());
        DataFolder.Prepare(settings.DataFolder);
        return (settings, ProgramClock.Start(ConfigurationOptions.LoadAll(parse).Publications, settings.DataFolder));
    }
}
