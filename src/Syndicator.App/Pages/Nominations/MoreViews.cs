namespace Syndicator.App.Pages.Nominations;

/// <summary>Mentions that are no nomination.</summary>
/// <param name="IsUnreadOnly">Whether those that somebody has read are left out.</param>
public sealed record MentionsView(TimeZoneInfo Zone, bool IsUnreadOnly, IReadOnlyList<MentionView> Items, string? Previous, string? Next);

/// <param name="Key"><c>source/post</c>.</param>
/// <param name="Why">Why it is none by itself.</param>
public sealed record MentionView(string Key, NominatingPostView Post, string Why, bool IsRead);

/// <summary>The form that enters a nomination.</summary>
/// <param name="Mention">Of which post; null: by hand.</param>
public sealed record NewNominationView(string Kind, IReadOnlyList<string> Kinds, string? Mention, IReadOnlyList<FieldView> Fields);

/// <summary>What was chosen, as text for the draft.</summary>
/// <param name="Notes">What is withheld or lacking, with what to do.</param>
public sealed record ExportView(IReadOnlyList<(string Heading, string Text)> Sections, IReadOnlyList<string> Notes);
