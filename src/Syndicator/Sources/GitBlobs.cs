using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Syndicator.Sources;

/// <summary>Reads many files of a clone through one running <c>git cat-file</c>, which is started by the first and ended by <see cref="Dispose"/>.</summary>
internal sealed class GitBlobs(GitProgram git, string[] arguments, TimeSpan time, TimeProvider clock) : IDisposable
{
    private const int LongestHeader = 256;

    private Process? _process;
    private Stream? _answers;

    /// <summary>A file's bytes; null when they cannot be had, for instance because the clone is damaged.</summary>
    /// <param name="id">The blob's.</param>
    /// <param name="size">As listed.</param>
    public async Task<byte[]?> ReadAsync(string id, int size, CancellationToken cancellationToken)
    {
        using var tooSlow = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooSlow.Token);
        byte[]? bytes = null;
        try
        {
            // A read from a pipe cannot be cancelled; it is left behind, and ends when the program is ended.
            bytes = TryStart() ? await AskAsync(id, size).WaitAsync(stop.Token) : null;
            return bytes;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            if (bytes is null)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            GitProgram.End(_process, hasChildren: false);
            _process.Dispose();
            _process = null;
        }
    }

    private bool TryStart()
    {
        if (_process is null && git.TryStart(arguments, out var process, out _))
        {
            _process = process;
            _answers = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        }

        return _process is not null;
    }

    private async Task<byte[]?> AskAsync(string id, int size)
    {
        var input = _process!.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.ASCII.GetBytes(id + "\n"));
        await input.FlushAsync();
        if (await ReadHeaderAsync() != string.Create(CultureInfo.InvariantCulture, $"{id} blob {size}"))
        {
            return null;
        }

        var bytes = new byte[size + 1];
        await _answers!.ReadExactlyAsync(bytes);
        return bytes[..size];
    }

    private async Task<string> ReadHeaderAsync()
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (header.Length < LongestHeader && await _answers!.ReadAsync(one) == 1 && one[0] != '\n')
        {
            header.Append((char)one[0]);
        }

        return header.ToString();
    }
}
