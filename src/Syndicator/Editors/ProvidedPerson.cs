namespace Syndicator.Editors;

/// <summary>Whom a provider says it has before it.</summary>
/// <param name="Subject">The provider's own id of the account, which nobody else ever gets.</param>
/// <param name="DisplayName">How the account is called now; the id where it has no name.</param>
/// <param name="Claims">What else it says, by the claim's name. An address of mail that the provider has not verified is not among them.</param>
internal sealed record ProvidedPerson(string Provider, string Subject, string DisplayName, ILookup<string, string> Claims)
{
    public IEnumerable<string> ClaimsOf(string claim) => Claims[claim];

    public Person ToPerson() => new(Provider, Subject, $"{Provider}:{DisplayName}");
}
