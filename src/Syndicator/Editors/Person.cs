namespace Syndicator.Editors;

/// <summary>Somebody who signed in, whatever they are called by now.</summary>
/// <param name="Provider"><see cref="Local"/>, or the name of a configured provider.</param>
/// <param name="Subject">What identifies them there for good: of local editors the name, elsewhere the provider's own id.</param>
/// <param name="Name">For people and histories: <c>ann</c>, <c>github:octocat</c>. No local name has a colon, so nobody can pass for another.</param>
internal sealed record Person(string Provider, string Subject, string Name)
{
    public const string Local = "local";

    public static Person OfLocal(string name) => new(Local, name, name);

    public bool Is(Person other) => Provider == other.Provider && Subject == other.Subject;
}
