namespace Syndicator.Editors;

/// <summary>Whom the settings let in: <c>github:octocat</c>, <c>company:email=ann@example.org</c>, <c>company:groups=newsletter</c>.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Claim">What of the provider's answer is compared.</param>
internal sealed record AllowEntry(string Text, string Provider, string Claim, string Value, EditorRole Role)
{
    /// <summary>Claims that name one person and can be given up and taken by another one.</summary>
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "login",
        "email",
        "name",
        "nickname",
        "preferred_username",
        "username",
        "upn",
        "acct",
    };

    /// <summary>Whether the first account that comes under it keeps it.</summary>
    public bool IsPinned => s_names.Contains(Claim);

    /// <param name="nameClaimOf">The claim by which a provider names people; null: there is no such provider.</param>
    /// <returns>The entry, or what is wrong with it as sentences.</returns>
    public static (AllowEntry? Entry, string? Mistake) Parse(string text, EditorRole role, Func<string, string?> nameClaimOf)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || colon == text.Length - 1)
        {
            return (
                null,
                "It is written PROVIDER:NAME, such as `github:octocat`, or PROVIDER:CLAIM=VALUE, such as `company:groups=newsletter`."
            );
        }

        var (provider, rest) = (text[..colon], text[(colon + 1)..]);
        if (nameClaimOf(provider) is not { } nameClaim)
        {
            return (null, $"No provider `{provider}` is set up.");
        }

        var equals = rest.IndexOf('=', StringComparison.Ordinal);
        var (claim, value) = equals < 0 ? (nameClaim, rest) : (rest[..equals], rest[(equals + 1)..]);
        return claim.Length > 0 && value.Length > 0
            ? (new AllowEntry(text, provider, claim, value, role), null)
            : (null, "The claim and its value stand before and after the `=`.");
    }

    /// <summary>Names are the same in capitals, ids and groups are not.</summary>
    public bool Allows(ProvidedPerson person) =>
        person.Provider == Provider
        && person
            .ClaimsOf(Claim)
            .Any(value => value.Equals(Value, IsPinned ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
}
