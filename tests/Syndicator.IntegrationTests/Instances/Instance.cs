using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>One process of the program as a service.</summary>
internal sealed class Instance : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _log = new();

    private Instance(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                _log.Enqueue(text);
            }

            if (line.Data?.Split("The desk is at ") is [_, var desk])
            {
                _ready.TrySetResult(new Uri(desk.Split(' ')[0]));
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>As histories and duties begin with.</summary>
    public string Worker => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{_process.Id}");

    /// <summary>What it has said on standard error, line by line.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Until its desk answers; where that is.</summary>
    public Task<Uri> ReadyAsync(CancellationToken cancellationToken) =>
        _ready.Task.WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, cancellationToken);

    public static Instance Start(RealProgram program) => new(program.Start("run", "--urls", "http://127.0.0.1:0"));

    public Task KillAsync() => RealProgram.KillAsync(_process);

    /// <summary>Nothing in it runs until <see cref="ThawAsync"/>, and nothing in it knows.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>Its configuration is read anew.</summary>
    public Task ReloadAsync() => SignalAsync("-HUP");

    /// <summary>As an operator stops it.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("-TERM");
        await EndAsync();
    }

    /// <summary>Until it ends, by itself or because it was told to.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
