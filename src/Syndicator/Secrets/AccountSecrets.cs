using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Secrets;

/// <summary>Where each account's credentials are, as its configuration says.</summary>
internal sealed class AccountSecrets(SecretResolver resolver)
{
    /// <exception cref="ArgumentException">The account names no credentials; configuration of live accounts is checked before.</exception>
    public IAccountSecret Of(Account account) =>
        account.Credentials is { } text && SecretReference.Parse(text) is { } reference
            ? new GivenSecret(resolver, reference)
            : throw new ArgumentException($"Account {account.Name} names no credentials.", nameof(account));
}
