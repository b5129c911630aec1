using System.Diagnostics;
using Dapper;
using Npgsql;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests;

/// <summary>The program itself, started as a process on a configuration and a data folder of the test's own.</summary>
internal sealed class RealProgram : IDisposable
{
    private readonly Dictionary<string, string> _environment = new()
    {
        ["Delivery__Lease"] = "3s",
        ["Delivery__RequestTimeLimit"] = "1s",
        ["Delivery__BetweenLookUps"] = "0s",
    };

    public RealProgram()
    {
        Folder = Directory.CreateTempSubdirectory("syndicator-real-").FullName;
        Configuration = Path.Combine(Folder, "config");
        Data = Path.Combine(Folder, "data");
        _environment["Storage__Folder"] = Data;
        CopyConfiguration();
    }

    public string Folder { get; }
    public string Configuration { get; }
    public string Data { get; }

    /// <summary>Of every process that is started from now on: the program's own library, or that of another version.</summary>
    public string Library { get; set; } = Chosen.Program;

    /// <summary>Where a connection string says so, PostgreSQL.</summary>
    private string? PostgreSql
    {
        set => _environment["Storage__PostgreSql"] = value ?? "";
    }

    /// <summary>An environment variable of every process that is started from now on.</summary>
    public void Set(string variable, string value) => _environment[variable] = value;

    /// <summary>Runs on SQLite, in the program's data folder.</summary>
    public Task OnSqliteAsync(Func<StorageOptions, Task> test) => test(new StorageOptions { File = Path.Combine(Data, "syndicator.db") });

    /// <summary>Runs on a fresh database of the PostgreSQL server that the environment names; without one the test is skipped.</summary>
    public async Task OnPostgreSqlAsync(string name, Func<StorageOptions, Task> test)
    {
        var server = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_POSTGRES");
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "needs a PostgreSQL server in SYNDICATOR_TEST_POSTGRES: tests/postgres start DATADIR prints one"
        );
        var database = $"{name}_{Environment.ProcessId}";
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"create database {database}");
        try
        {
            var own = new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString();
            PostgreSql = own;
            await test(new StorageOptions { PostgreSql = own });
        }
        finally
        {
            // The server may have been started anew meanwhile.
            NpgsqlConnection.ClearPool(connection);
            await using var last = new NpgsqlConnection(server);
            await last.ExecuteAsync($"drop database if exists {database} with (force)");
        }
    }

    /// <summary>The shipped publication, by the real clock and with an empty source: issues come by <c>announce</c>, and nobody is invited to nominate.</summary>
    private void CopyConfiguration()
    {
        var from = Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust");
        foreach (
            var file in Directory
                .GetFiles(from, "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("issues", StringComparison.Ordinal))
        )
        {
            var to = Path.Combine(Configuration, "this-week-in-rust", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            var text = File.ReadAllText(file);
            File.WriteAllText(
                to,
                text.Replace("demonstration:", "# demonstration:", StringComparison.Ordinal)
                    .Replace("  startsAt:", "#   startsAt:", StringComparison.Ordinal)
                    .Replace("  invite: ", "#  invite: ", StringComparison.Ordinal)
                    .Replace("  calls: \"", "#  calls: \"", StringComparison.Ordinal)
                    .Replace("collect: \"0/20 *", "collect: \"0 0", StringComparison.Ordinal)
            );
        }

        Directory.CreateDirectory(Path.Combine(Configuration, "this-week-in-rust", "issues"));
    }

    /// <summary>The sample issue with another number, outside the source's folder.</summary>
    public string WriteIssue(int number, DateOnly date)
    {
        var sample = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust", "issues")).Single();
        var file = Path.Combine(Folder, $"{number}.md");
        File.WriteAllText(
            file,
            File.ReadAllText(sample)
                .Replace("Title: This Week in Rust 678", $"Title: This Week in Rust {number}", StringComparison.Ordinal)
                .Replace("Number: 678", $"Number: {number}", StringComparison.Ordinal)
                .Replace("Date: 2026-11-18", $"Date: {date:yyyy-MM-dd}", StringComparison.Ordinal)
        );
        return file;
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        foreach (var argument in (string[])[Library, .. arguments, "--config", Configuration])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // Nobody reads on a full pipe's other end otherwise.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        return process;
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Kills at once, as <c>kill -9</c>.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
