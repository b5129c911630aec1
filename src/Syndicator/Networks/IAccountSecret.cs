using Syndicator.Configuration;

namespace Syndicator.Networks;

/// <summary>One account's credentials, where <c>accounts.yaml</c> says they are.</summary>
internal interface IAccountSecret
{
    /// <summary>The text as stored now (it may have been renewed by another process), or why there is none.</summary>
    Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Renews the credentials, one renewer at a time over all processes: calls <paramref name="renew"/> with the text as it is then, and has stored what it
    /// returns before this returns. Null from it changes nothing.
    /// </summary>
    /// <exception cref="NotSupportedException">The credentials are an environment variable or a file of somebody else's.</exception>
    Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken);
}
