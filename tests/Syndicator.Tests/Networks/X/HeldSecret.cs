using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.X;

/// <summary>A secret in memory, renewed by one at a time.</summary>
internal sealed class HeldSecret(string text) : IAccountSecret, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile string _text = text;

    /// <summary>Every text that was stored, oldest first.</summary>
    public List<string> Stored { get; } = [];

    public bool CanRenew { get; init; } = true;

    public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(Secret?, Problem?)>((new Secret(_text), null));

    public async Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken)
    {
        if (!CanRenew)
        {
            throw new NotSupportedException();
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var next = await renew(new Secret(_text), cancellationToken);
            if (next is not null)
            {
                Stored.Add(next.Reveal());
                _text = next.Reveal();
            }

            return next;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
