using System.Diagnostics;
using Syndicator.IntegrationTests;

namespace Syndicator.Tests.Commands;

/// <summary>The program itself, started as a process in a folder of the test's own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    public static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust");

    public string Folder { get; } = Directory.CreateTempSubdirectory("syndicator-program-").FullName;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>An issue of the demonstration: its posts are due at once.</summary>
    public static string Issue => Directory.GetFiles(Path.Combine(Shipped, "issues"), "*.md").Order(StringComparer.Ordinal).Last();

    public Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunWithAsync(Data, arguments);

    public Task<(int ExitCode, string Output, string Error)> RunWithAsync(string data, params string[] arguments) =>
        ReadAsync(Start("dotnet", [Chosen.Program, .. arguments], data));

    /// <summary>The same through a shell, which can do to standard output what a test cannot: <c>"$@" > /dev/full</c>.</summary>
    public Task<(int ExitCode, string Output, string Error)> RunInShellAsync(string script, params string[] arguments) =>
        ReadAsync(Start("sh", ["-c", script, "sh", "dotnet", Chosen.Program, .. arguments], Data));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(string file, IReadOnlyList<string> arguments, string data)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Storage__Folder"] = data;
        start.Environment["SYNDICATOR_CONFIG"] = Shipped;
        start.Environment.Remove("SYNDICATOR_DEBUG");
        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> ReadAsync(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            try
            {
                await process
                    .WaitForExitAsync(TestContext.Current.CancellationToken)
                    .WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, TestContext.Current.CancellationToken);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }

            return (process.ExitCode, await output, await error);
        }
    }
}
