namespace Syndicator.Nominations.Recognizing;

/// <summary>A crate that a text names.</summary>
/// <param name="Name">Null where only a repository is known.</param>
/// <param name="By">What it was found by: <c>docs.rs link</c>.</param>
internal sealed record FoundCrate(string? Name, string? Url, string By)
{
    public Nominee.Crate Nominee => new(Name, Url);
}
