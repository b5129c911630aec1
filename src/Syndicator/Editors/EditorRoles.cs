namespace Syndicator.Editors;

/// <summary>Roles as they are written in commands, settings and the store.</summary>
internal static class EditorRoles
{
    public static readonly IReadOnlyList<string> Names = ["editor", "viewer"];

    public static string Name(EditorRole role) => role == EditorRole.Editor ? "editor" : "viewer";

    /// <summary>Null when it is none.</summary>
    public static EditorRole? Parse(string? name) =>
        name switch
        {
            "editor" => EditorRole.Editor,
            "viewer" => EditorRole.Viewer,
            _ => null,
        };

    public static EditorRole Lesser(EditorRole one, EditorRole other) =>
        one == EditorRole.Editor && other == EditorRole.Editor ? EditorRole.Editor : EditorRole.Viewer;
}
