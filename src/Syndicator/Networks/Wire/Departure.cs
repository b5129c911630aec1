namespace Syndicator.Networks.Wire;

/// <summary>The last place a request passes: knows whether its first byte has left, and lets none leave when it must not.</summary>
internal sealed class Departure(Func<bool> mayLeave)
{
    private int _hasBegun;

    /// <summary>Whether the server may have got something.</summary>
    public bool HasBegun => Volatile.Read(ref _hasBegun) != 0;

    /// <exception cref="MustStayException">The time for it is over.</exception>
    public void Begin()
    {
        if (HasBegun)
        {
            return;
        }

        if (!mayLeave())
        {
            throw new MustStayException();
        }

        Volatile.Write(ref _hasBegun, 1);
    }
}

/// <summary>Nothing was sent: the time for the request was over before its first byte.</summary>
internal sealed class MustStayException() : IOException("the time for this request was over before it could leave");

/// <summary>A connection whose first write is the departure of the one request it is for.</summary>
internal sealed class DepartureStream(Stream connection, Departure departure) : Stream
{
    public override bool CanRead => connection.CanRead;
    public override bool CanSeek => false;
    public override bool CanWrite => connection.CanWrite;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        departure.Begin();
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        departure.Begin();
        connection.Write(buffer, offset, count);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    public override void Flush() => connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await base.DisposeAsync();
    }
}
