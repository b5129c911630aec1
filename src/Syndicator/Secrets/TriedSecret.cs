using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Secrets;

/// <summary>Credentials that are tried before they are stored anywhere.</summary>
internal sealed class TriedSecret(Secret secret) : IAccountSecret
{
    /// <summary>As they are now: a network may renew them while they are tried.</summary>
    public Secret Current { get; private set; } = secret;

    public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(Secret?, Problem?)>((Current, null));

    public async Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken)
    {
        var next = await renew(Current, cancellationToken);
        Current = next ?? Current;
        return next;
    }
}
