using Microsoft.Win32.SafeHandles;

namespace Syndicator.App.Commands;

/// <summary>
/// Standard output where it is a pipe. That of .NET says nothing when nobody reads any more, and a command would go on for nobody; this one ends it, as
/// SIGPIPE ends other programs.
/// </summary>
internal sealed class PipeOutput : Stream
{
    /// <summary>So much is written whole or not at all (PIPE_BUF; pipe(7)).</summary>
    private const int AtOnce = 4096;

    private const int BrokenPipe = 32;

    private readonly FileStream _pipe;
    private readonly Stream _console;

    private PipeOutput(FileStream pipe, Stream console) => (_pipe, _console) = (pipe, console);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Standard output, through a pipe or not.</summary>
    public static Stream Open()
    {
        var console = Console.OpenStandardOutput();
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return console;
        }

        try
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // Files and the like share their position with standard error.
            return pipe.CanSeek ? console : new PipeOutput(pipe, console);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // It is closed, or nothing to write to: writing says so.
            return console;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var some = buffer[..Math.Min(AtOnce, buffer.Length)];
            try
            {
                _pipe.Write(some);
            }
            catch (IOException problem) when (problem.HResult == BrokenPipe)
            {
                throw new OutputClosedException();
            }
            catch (IOException)
            {
                // It is full and does not block: that of .NET waits.
                _console.Write(some);
            }

            buffer = buffer[some.Length..];
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Nobody reads standard output any more. No <see cref="IOException"/>: it is no trouble of a file.</summary>
internal sealed class OutputClosedException : Exception
{
    public OutputClosedException()
        : base("standard output is closed") { }
}
