using System.Net;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Editors;

/// <summary>Editors on a fresh database.</summary>
public abstract class EditorsSuite(TestServer server) : DatabaseSuite(server)
{
    internal const string Password = "four words nobody says";

    private readonly WireClient _wire = new();
    private readonly List<SignInDesk> _desks = [];

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One of the allow-list and passwords that are hashed quickly.</summary>
    internal SignInDesk Desk(params AllowEntry[] allowed) => Desk(new SignInOptions { Allowed = allowed });

    internal SignInDesk Desk(SignInOptions options)
    {
        var desk = new SignInDesk(options, Database, _wire, new SecretResolver(_ => "client-secret"), Clock, iterations: 10);
        _desks.Add(desk);
        return desk;
    }

    internal static AllowEntry Entry(string text, EditorRole role = EditorRole.Editor) =>
        AllowEntry.Parse(text, role, name => name == "github" ? "login" : "preferred_username").Entry!;

    internal static ProvidedPerson OnGitHub(string id, string login) => Provided("github", id, login, ("id", id), ("login", login));

    internal static ProvidedPerson Provided(string provider, string subject, string name, params (string Claim, string Value)[] claims) =>
        new(provider, subject, name, claims.ToLookup(claim => claim.Claim, claim => claim.Value));

    internal static AttemptFrom From(string name, string? address = "203.0.113.9", string? browser = null) =>
        new(name, address is null ? null : IPAddress.Parse(address), browser);

    protected override async ValueTask CleanUpAsync()
    {
        _desks.ForEach(desk => desk.Dispose());
        _wire.Dispose();
        await base.CleanUpAsync();
    }
}
