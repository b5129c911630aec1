using Syndicator.Configuration;
using Syndicator.Editors.Providers;
using Syndicator.Networks.Wire;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>Everything about who may use the desk, put together.</summary>
internal sealed class SignInDesk : IDisposable
{
    private readonly Passwords _passwords;

    /// <param name="clock">The machine's, also where the publications live by another one: sessions are people's.</param>
    public SignInDesk(
        SignInOptions options,
        Database database,
        WireClient wire,
        SecretResolver secrets,
        TimeProvider clock,
        int iterations = Passwords.Iterations
    )
    {
        var list = new AllowList(options.Local, options.Allowed);
        _passwords = new Passwords(iterations);
        Options = options;
        List = list;
        Clock = clock;
        Editors = new LocalEditors(database, _passwords, clock);
        Attempts = new SignInAttempts(database, clock);
        WithPassword = new SignInWithPassword(Editors, _passwords, Attempts);
        Providers = [.. options.Providers.Select(provider => new ProviderSignIn(provider, wire, secrets, clock))];
        People = new KnownPeople(database, list, clock);
        Sessions = new Sessions(database, list, options.SessionLength, options.SessionIdle, clock);
        Tokens = new EditorTokens(database, list, clock);
    }

    public SignInOptions Options { get; }
    public AllowList List { get; }
    public TimeProvider Clock { get; }
    public LocalEditors Editors { get; }
    public SignInAttempts Attempts { get; }
    public SignInWithPassword WithPassword { get; }
    public IReadOnlyList<ProviderSignIn> Providers { get; }
    public KnownPeople People { get; }
    public Sessions Sessions { get; }
    public EditorTokens Tokens { get; }

    public void Dispose()
    {
        _passwords.Dispose();
        foreach (var provider in Providers)
        {
            provider.Dispose();
        }
    }
}
