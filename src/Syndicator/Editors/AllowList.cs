namespace Syndicator.Editors;

/// <summary>Who may sign in, by the settings.</summary>
/// <param name="AllowsLocal">Whether local editors may.</param>
internal sealed record AllowList(bool AllowsLocal, IReadOnlyList<AllowEntry> Entries)
{
    public static readonly AllowList OfLocalEditors = new(AllowsLocal: true, []);

    /// <summary>The entry that lets somebody in, those of editors before those of viewers; null: none does.</summary>
    public AllowEntry? Find(ProvidedPerson person) =>
        Entries.OrderBy(entry => entry.Role == EditorRole.Editor ? 0 : 1).FirstOrDefault(entry => entry.Allows(person));

    /// <summary>What somebody may do now.</summary>
    /// <param name="entry">What let them in.</param>
    /// <param name="local">Their role as a local editor.</param>
    /// <returns>Null: nothing, not even look.</returns>
    public EditorRole? RoleOf(string provider, string? entry, EditorRole? local) =>
        provider == Person.Local
            ? AllowsLocal
                ? local
                : null
            : Entries
                .Where(each => each.Provider == provider && each.Text == entry)
                .Select(each => (EditorRole?)each.Role)
                .FirstOrDefault();
}
