namespace Syndicator.Crates;

/// <summary>Lets through one request at a time, and one a second. https://crates.io/data-access#api</summary>
internal sealed class OneASecond(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long? _lastAt;

    /// <exception cref="OperationCanceledException">Its turn did not come in time; nothing was asked.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RestAsync(cancellationToken);
            return await AskAsync(ask);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        // Timers may be a little early.
        while (_lastAt is { } last && s_apart - clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), clock, cancellationToken);
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        finally
        {
            // From its end: what begins a second apart may arrive closer together.
            _lastAt = clock.GetTimestamp();
        }
    }
}
