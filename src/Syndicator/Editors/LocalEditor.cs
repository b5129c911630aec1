namespace Syndicator.Editors;

/// <summary>Somebody with a password of this program's own.</summary>
/// <param name="CreatedBy">As in histories: <c>cli:eve</c>.</param>
/// <param name="SignedInAt">The last time; null: never.</param>
internal sealed record LocalEditor(string Name, EditorRole Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? SignedInAt);
