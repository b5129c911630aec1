using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Secrets;

/// <summary>Where each account's credentials are, as its configuration says.</summary>
/// <param name="worker">Who this process is, among all on the database.</param>
internal sealed class AccountSecrets(SecretResolver resolver, SecretStore store, string worker, TimeProvider clock)
{
    /// <exception cref="ArgumentException">The account names no credentials; configuration of live accounts is checked before.</exception>
    public IAccountSecret Of(Account account) =>
        account.Credentials is { } text && SecretReference.Parse(text) is { } reference
            ? Of(account, reference)
            : throw new ArgumentException($"Account {account.Name} names no credentials.", nameof(account));

    private IAccountSecret Of(Account account, SecretReference reference) =>
        reference.Place == SecretPlace.Store
            ? new StoredSecret(store, reference.Name, account.Name, worker, clock)
            : new GivenSecret(resolver, reference);
}
