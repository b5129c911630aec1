using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Syndicator.IntegrationTests.Accounts;

/// <summary>One run of the program with somebody in front of it.</summary>
internal sealed class Conversation : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said;
    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    public Conversation(Process process, ConcurrentQueue<string> said)
    {
        (_process, _said) = (process, said);
        NoteCommandLine();
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public int Id => _process.Id;

    public async Task TypeAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), Cancellation);
        }

        await _process.StandardInput.FlushAsync(Cancellation);
    }

    /// <summary>Waits for a line on standard error.</summary>
    public async Task<string> HearAsync(Func<string, bool> isIt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            await foreach (var line in _errors.Reader.ReadAllAsync(limit.Token))
            {
                if (isIt(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Said below.
        }

        throw new InvalidOperationException($"it never said what was waited for, but: {_error}");
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        NoteCommandLine();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(Cancellation).WaitAsync(s_patience, TimeProvider.System, Cancellation);
        await _reading;
        return (_process.ExitCode, _output.ToString(), _error.ToString());
    }

    /// <summary>Asks it to end, as service managers do. Not as Ctrl+C does: where tests run in the background that is ignored.</summary>
    public async Task<(int ExitCode, string Output, string Error)> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        return await EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>What every user of the machine can see.</summary>
    private void NoteCommandLine()
    {
        try
        {
            _said.Enqueue(File.ReadAllText($"/proc/{_process.Id}/cmdline"));
        }
        catch (IOException)
        {
            // It has ended, or this is no Linux.
        }
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            _said.Enqueue(line);
            _output.Append(line).Append('\n');
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync(Cancellation) is { } line)
        {
            _said.Enqueue(line);
            _error.Append(line).Append('\n');
            _errors.Writer.TryWrite(line);
        }

        _errors.Writer.Complete();
    }
}
