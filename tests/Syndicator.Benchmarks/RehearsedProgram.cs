using System.Diagnostics;

namespace Syndicator.Benchmarks;

/// <summary>The published program on the configuration it is shipped with, and a clock that stands still unless it is moved: it does nothing by itself while it is measured.</summary>
internal sealed class RehearsedProgram : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>An issue is out, readers answer, and what they did is counted.</summary>
    private static readonly string[] s_evening =
    [
        "2026-11-18T21:00:00-05:00",
        "2026-11-18T21:01:00-05:00",
        "2026-11-18T21:01:30-05:00",
        "2026-11-18T21:02:00-05:00",
        "2026-11-18T21:03:00-05:00",
        "2026-11-18T21:04:00-05:00",
    ];

    private readonly Process _process;
    private readonly string _clock;

    private RehearsedProgram(Process process, string clock, Uri address)
    {
        (_process, _clock) = (process, clock);
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, Timeout = s_patience };
    }

    public HttpClient Client { get; }

    /// <summary>What it has computed so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<RehearsedProgram> StartAsync(string program, string folder, string? postgreSql)
    {
        var clock = Path.Combine(folder, "clock");
        if (!File.Exists(clock))
        {
            await File.WriteAllTextAsync(clock, s_evening[0]);
        }

        var start = new ProcessStartInfo(
            program,
            ["run", "--urls", "http://127.0.0.1:0", "--config", Path.Combine(AppContext.BaseDirectory, "config"), "--clock", clock]
        )
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["Storage__Folder"] = Path.Combine(folder, "data");
        start.Environment["Storage__PostgreSql"] = postgreSql;
        var process = Process.Start(start)!;
        var address = await AddressAsync(process);
        // Its log goes on, and must not fill the pipe.
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        var rehearsed = new RehearsedProgram(process, clock, address);
        await rehearsed.WaitAsync();
        return rehearsed;
    }

    /// <summary>Lives through the evening.</summary>
    public async Task PassAsync()
    {
        foreach (var instant in s_evening)
        {
            await File.WriteAllTextAsync(_clock + ".new", instant);
            File.Move(_clock + ".new", _clock, overwrite: true);
            await WaitAsync();
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_clock + ".done");
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Said = "The desk is at ";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Said, StringComparison.Ordinal))
            {
                return new Uri(line[Said.Length..].Split(' ')[0]);
            }

            await Console.Error.WriteLineAsync(line);
        }

        throw new InvalidOperationException("the program ended");
    }

    /// <summary>Until every job has looked at the instant that the clock shows.</summary>
    private async Task WaitAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var shown = DateTimeOffset.Parse(await File.ReadAllTextAsync(_clock), null);
        while (!File.Exists(_clock + ".done") || DateTimeOffset.Parse(await File.ReadAllTextAsync(_clock + ".done"), null) != shown)
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
            {
                throw new TimeoutException($"the program is not done with {shown:O}");
            }

            await Task.Delay(20);
        }
    }
}
