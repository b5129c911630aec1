using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Syndicator.Sources;

/// <summary>
/// Runs git: no shell, no questions, nothing of the machine's or the user's configuration, no program that a repository could name.
/// What git and the other side write is bounded, and so is the time.
/// </summary>
/// <param name="url">The one repository it may speak to: only that address's protocol is allowed.</param>
internal sealed class GitProgram(string url, TimeProvider clock, string program = "git")
{
    private const int LongestError = 16 * 1024;
    private static readonly TimeSpan _watchEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Settings that outrank whatever a clone's own configuration says.</summary>
    private static readonly string[] _settings =
    [
        "core.hooksPath=" + NullDevice,
        "core.fsmonitor=false",
        "core.askPass=",
        "core.bigFileThreshold=8m",
        "credential.helper=",
        "fetch.recurseSubmodules=false",
        "fetch.unpackLimit=1",
        "gc.auto=0",
        "maintenance.auto=false",
        "http.lowSpeedLimit=100",
        "http.lowSpeedTime=60",
    ];

    private static string NullDevice => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    /// <param name="arguments">After git's own; what comes from outside stands behind <c>--</c>.</param>
    /// <param name="time">Longest.</param>
    /// <param name="output">Most bytes of standard output.</param>
    /// <param name="growing">A folder that may not pass <paramref name="disk"/> bytes meanwhile; null: none.</param>
    /// <exception cref="OperationCanceledException">The program and all it started have been ended.</exception>
    public async Task<GitAnswer> RunAsync(
        IReadOnlyList<string> arguments,
        TimeSpan time,
        int output,
        CancellationToken cancellationToken,
        string? growing = null,
        long disk = long.MaxValue
    )
    {
        if (!TryStart(arguments, out var process, out var reason))
        {
            return new GitAnswer.NotStarted(reason);
        }

        using var tooSlow = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooSlow.Token);
        using (process)
        {
            try
            {
                process.StandardInput.Close();
                var watch = growing is null ? Task.FromResult(false) : OutgrowsAsync(process, growing, disk, stop.Token);
                var answer = await AnswerAsync(process, output, stop.Token);
                return await watch ? new GitAnswer.TooLarge(disk) : answer;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new GitAnswer.TooSlow(time);
            }
            finally
            {
                await EndAsync(process);
            }
        }
    }

    /// <summary>Starts git and leaves the rest to the caller, who disposes of it by <see cref="End"/>.</summary>
    public bool TryStart(IReadOnlyList<string> arguments, out Process process, out string reason)
    {
        reason = "";
        try
        {
            process = Process.Start(StartOf(arguments)) ?? throw new Win32Exception("nothing was started");
            return true;
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException)
        {
            process = null!;
            reason = error.Message;
            return false;
        }
    }

    /// <summary>Ends it and all it started.</summary>
    /// <param name="hasChildren">
    /// Whether it may have started others. To find them, each is stopped first; were this program killed at that moment, git would stay stopped for ever.
    /// </param>
    public static void End(Process process, bool hasChildren = true)
    {
        try
        {
            process.Kill(entireProcessTree: hasChildren);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, with all or some of what it had started.
        }
    }

    /// <summary>Its folder may be thrown away afterwards.</summary>
    private async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            End(process);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A read from a pipe cannot be cancelled; it is left behind, and ends when the program is ended.</summary>
    private static async Task<GitAnswer> AnswerAsync(Process process, int most, CancellationToken cancellationToken)
    {
        var error = ReadErrorAsync(process.StandardError.BaseStream);
        var output = await ReadOutputAsync(process.StandardOutput.BaseStream, most).WaitAsync(cancellationToken);
        if (output is null)
        {
            End(process);
            return new GitAnswer.TooLarge(most);
        }

        var said = await error.WaitAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? new GitAnswer.Given(output.Value) : new GitAnswer.Refused(process.ExitCode, said);
    }

    private ProcessStartInfo StartOf(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in _settings.SelectMany(setting => new[] { "-c", setting }).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>
    /// ssh finds its keys by the user's entry among the machine's users, not by HOME. A connection of its that outlives git would keep git's pipes open.
    /// </summary>
    private Dictionary<string, string> Environment() =>
        new(StringComparer.Ordinal)
        {
            // Neither a repository around the folder this runs in nor anybody's settings; those who need a clone name it.
            ["GIT_DIR"] = NullDevice,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_SYSTEM"] = NullDevice,
            ["GIT_CONFIG_GLOBAL"] = NullDevice,
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["HOME"] = NullDevice,
            ["XDG_CONFIG_HOME"] = NullDevice,
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "",
            ["SSH_ASKPASS"] = "",
            ["SSH_ASKPASS_REQUIRE"] = "never",
            ["GIT_SSH_VARIANT"] = "ssh",
            ["GIT_SSH_COMMAND"] =
                "ssh -a -x -o BatchMode=yes -o ControlMaster=no -o ControlPath=none -o ConnectTimeout=20 -o ServerAliveInterval=15",
            ["GIT_ALLOW_PROTOCOL"] = GitAddress.Protocols(url),
            ["GIT_PROTOCOL_FROM_USER"] = "0",
            ["GIT_LITERAL_PATHSPECS"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_PAGER"] = "",
            ["LC_ALL"] = "C",
            ["LANGUAGE"] = "C",
        };

    /// <summary>Null when there is more than it may write.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadOutputAsync(Stream stream, int most)
    {
        var output = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            if (output.Length + count > most)
            {
                return null;
            }

            output.Write(buffer, 0, count);
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>The beginning is kept, the rest is let go: a program that cannot write would never end.</summary>
    private static async Task<string> ReadErrorAsync(Stream stream)
    {
        var error = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            error.Write(buffer, 0, (int)Math.Min(count, LongestError - error.Length));
        }

        return Encoding.UTF8.GetString(error.GetBuffer(), 0, (int)error.Length);
    }

    /// <summary>Ends the program when the folder passes its limit.</summary>
    private async Task<bool> OutgrowsAsync(Process process, string folder, long disk, CancellationToken cancellationToken)
    {
        var exit = process.WaitForExitAsync(cancellationToken);
        while (true)
        {
            // Looked at before the size, so that the last look sees all that was written.
            var hasExited = exit.IsCompleted;
            if (FolderSize.Of(folder).Bytes > disk)
            {
                End(process);
                return true;
            }

            if (hasExited)
            {
                return false;
            }

            await Task.WhenAny(exit, Task.Delay(_watchEvery, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
