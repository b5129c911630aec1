using System.Diagnostics;

namespace Syndicator.Benchmarks;

/// <summary>The published program as a service, on the machine's clock.</summary>
internal sealed class ServingProgram : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    private readonly Process _process;

    private ServingProgram(Process process, TimeSpan readyAfter)
    {
        (_process, ReadyAfter) = (process, readyAfter);
        ReadyProcessor = Processor;
    }

    /// <summary>From the process' start until it answered.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>What it had computed by then.</summary>
    public TimeSpan ReadyProcessor { get; }

    /// <summary>What it has computed so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>In MB: all that is in memory, and of it what is nobody else's and no file.</summary>
    public (int All, int Own) Memory => (StatusOf("VmRSS"), StatusOf("RssAnon"));

    public static async Task<ServingProgram> StartAsync(string program, string folder, string data, string? postgreSql)
    {
        var start = new ProcessStartInfo(program, ["run", "--urls", "http://127.0.0.1:0", "--config", Path.Combine(folder, "config")])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["Storage__Folder"] = Path.Combine(folder, data);
        start.Environment["Secrets__Keys"] = Path.Combine(folder, "keys");
        start.Environment["Storage__PostgreSql"] = postgreSql;
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var address = await AddressAsync(process);
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).EnsureSuccessStatusCode();
        return new ServingProgram(process, Stopwatch.GetElapsedTime(started));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Said = "The desk is at ";
        using var limit = new CancellationTokenSource(s_patience);
        while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(Said, StringComparison.Ordinal))
            {
                // Its log goes on, and must not fill the pipe.
                _ = process.StandardError.BaseStream.CopyToAsync(Console.OpenStandardError(), CancellationToken.None);
                return new Uri(line[Said.Length..].Split(' ')[0]);
            }
        }

        throw new InvalidOperationException("the program ended");
    }

    private int StatusOf(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture)
            / 1024;
    }
}
