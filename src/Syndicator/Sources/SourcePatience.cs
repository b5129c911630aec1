namespace Syndicator.Sources;

/// <summary>
/// When a source in trouble is asked again: after 1, 2, 4 … at most 60 minutes, later where its server wishes so. A success forgets all of it; so does a new
/// start of the program.
/// </summary>
internal sealed class SourcePatience(TimeProvider clock)
{
    private static readonly TimeSpan _firstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(60);

    /// <summary>A server may not send the source to sleep for longer than this.</summary>
    private static readonly TimeSpan _longestWish = TimeSpan.FromDays(1);

    private DateTimeOffset _failedAt;
    private int _failures;

    /// <summary>Null while all is well.</summary>
    public SourceTrouble? Trouble { get; private set; }

    /// <summary>Whether the source is to be left alone. A clock that was set back to before the failure ends the wait.</summary>
    public bool IsWaiting => clock.GetUtcNow() is var now && now >= _failedAt && now < Trouble?.AskedAgainAt;

    public void Succeed()
    {
        Trouble = null;
        _failures = 0;
    }

    /// <param name="wish">How long the server asked to be left alone (Retry-After); null: it did not.</param>
    public SourceTrouble Fail(Diagnostic problem, TimeSpan? wish = null)
    {
        _failedAt = clock.GetUtcNow();
        var wait = NextWait();
        var wished =
            wish < _longestWish ? wish.Value
            : wish is null ? TimeSpan.Zero
            : _longestWish;
        Trouble = new SourceTrouble(problem, Trouble?.Since ?? _failedAt, _failedAt + (wished > wait ? wished : wait));
        return Trouble;
    }

    private TimeSpan NextWait()
    {
        var wait = _firstWait * Math.Pow(2, Math.Min(_failures, 10));
        _failures++;
        return wait < _longestWait ? wait : _longestWait;
    }
}
