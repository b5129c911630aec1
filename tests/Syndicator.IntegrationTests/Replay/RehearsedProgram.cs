using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Syndicator.IntegrationTests.Replay;

/// <summary><c>syndicator run --clock FILE</c>: started, killed and started again on the same data, its clock moved by hand.</summary>
internal sealed class RehearsedProgram(RealProgram program) : IAsyncDisposable
{
    private const string DeskIsAt = "The desk is at ";

    /// <summary>Nothing that a step makes it do takes so long on any machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly string _clock = Path.Combine(program.Folder, "clock");
    private readonly HttpClient _desk = new(new SocketsHttpHandler()) { Timeout = s_patience };
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;
    private TaskCompletionSource<Uri> _address = new();

    public bool IsOn => _process is not null;

    /// <summary>Starts, kills included.</summary>
    public int StartCount { get; private set; }

    /// <summary>What it logged as an error, oldest first.</summary>
    public IEnumerable<string> Errors => _log.Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal));

    public Task StartAsync()
    {
        StartCount++;
        _address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (process, address) = (program.Start("run", "--urls", "http://127.0.0.1:0", "--clock", _clock), _address);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, address);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _process = process;
        return Task.CompletedTask;
    }

    /// <summary>At once, as <c>kill -9</c>; nothing where it is off.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await RealProgram.KillAsync(process);
            process.Dispose();
        }
    }

    public async Task MoveClockAsync(DateTimeOffset to)
    {
        await File.WriteAllTextAsync(_clock + ".new", Text(to));
        File.Move(_clock + ".new", _clock, overwrite: true);
    }

    /// <summary>Until every job has looked at this instant.</summary>
    public async Task WaitUntilDoneAsync(DateTimeOffset at)
    {
        var started = Stopwatch.StartNew();
        while (!await IsDoneAsync(at))
        {
            (_process?.HasExited ?? true).ShouldBeFalse($"the program ended at {Text(at)}:\n{Tail()}");
            (started.Elapsed < s_patience).ShouldBeTrue($"the program is not done with {Text(at)}:\n{Tail()}");
            await Task.Delay(3);
        }
    }

    /// <summary>The desk's front page.</summary>
    public async Task<string> ReadDeskAsync() => await _desk.GetStringAsync(await _address.Task.WaitAsync(s_patience));

    /// <summary>A command beside the running service.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await program.RunAsync(CancellationToken.None, arguments);
        exitCode.ShouldBe(0, error);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _desk.Dispose();
    }

    private async Task<bool> IsDoneAsync(DateTimeOffset at) =>
        File.Exists(_clock + ".done")
        && DateTimeOffset.TryParse(
            await File.ReadAllTextAsync(_clock + ".done"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.RoundtripKind,
            out var done
        )
        && done == at;

    private void Hear(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        if (line.StartsWith(DeskIsAt, StringComparison.Ordinal))
        {
            address.TrySetResult(new Uri(line[DeskIsAt.Length..].Split(' ')[0]));
        }
    }

    private string Tail() => string.Join('\n', _log.TakeLast(20));

    private static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
