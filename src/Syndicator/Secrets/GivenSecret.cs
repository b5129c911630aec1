using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Secrets;

/// <summary>Credentials in an environment variable or a file: somebody else's to keep, so they are read anew each time and never renewed here.</summary>
internal sealed class GivenSecret(SecretResolver resolver, SecretReference reference) : IAccountSecret
{
    public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(resolver.Resolve(reference));

    public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{reference} is not the program's to renew");
}
