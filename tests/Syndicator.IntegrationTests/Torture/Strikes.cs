using System.Diagnostics;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>Starts the program, kills it with SIGKILL at a random moment, and keeps count.</summary>
/// <param name="inPairs">Whether two instances may run at once.</param>
internal sealed class Strikes(RealProgram program, TortureServers servers, Random random, bool inPairs)
{
    private const int ExitCodeOfKilled = 128 + 9;

    /// <summary>About what a start takes.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(1);

    /// <summary>By then a program that has something to do has asked a network.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    /// <summary>Servers notice that their client is gone a moment later.</summary>
    private static readonly TimeSpan s_notice = TimeSpan.FromMilliseconds(50);

    public int Count { get; private set; }

    /// <summary>Kills that cut off a request.</summary>
    public int WithRequest { get; private set; }

    /// <summary>Kills that cut off a request to make a post.</summary>
    public int WithPost { get; private set; }

    public async Task StrikeAsync(TimeSpan longest)
    {
        using var first = Start();
        using var second = inPairs && random.Next(3) == 0 ? Start() : null;
        await WaitAsync(first, longest);
        await KillAsync(first);
        if (second is not null)
        {
            await Task.Delay(longest * random.NextDouble());
            await KillAsync(second);
        }
    }

    /// <summary>Any other command, killed somewhere in it.</summary>
    public async Task StrikeAsync(params string[] command)
    {
        using var process = program.Start(command);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Task.Delay(s_start * random.NextDouble());
        await KillAsync(process);
    }

    private Process Start()
    {
        var process = random.Next(4) == 0 ? program.Start("run", "--urls", "http://127.0.0.1:0") : program.Start("deliver");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Sometimes while it starts, sometimes anywhere, mostly while a request is under way.</summary>
    private async Task WaitAsync(Process process, TimeSpan longest)
    {
        var where = random.Next(8);
        if (where == 0)
        {
            await Task.Delay(s_start * random.NextDouble());
            return;
        }

        await UntilAsync(process, s_patience, () => servers.UnderWay.Any());
        await Task.Delay(longest * random.NextDouble());
        if (where > 1)
        {
            await UntilAsync(process, s_patience, () => servers.UnderWay.Any(request => request.MakesPost || where < 4));
            await Task.Delay(random.Next(80));
        }
    }

    private static async Task UntilAsync(Process process, TimeSpan patience, Func<bool> isSo)
    {
        var started = Stopwatch.StartNew();
        while (!isSo() && !process.HasExited && started.Elapsed < patience)
        {
            await Task.Delay(10);
        }
    }

    private async Task KillAsync(Process process)
    {
        var underWay = servers.UnderWay.ToList();
        await RealProgram.KillAsync(process);
        if (process.ExitCode != ExitCodeOfKilled)
        {
            // It had nothing to do and ended by itself.
            return;
        }

        await Task.Delay(s_notice);
        Count++;
        WithRequest += underWay.Any(request => request.IsCutOff) ? 1 : 0;
        WithPost += underWay.Any(request => request is { IsCutOff: true, MakesPost: true }) ? 1 : 0;
    }
}
