namespace Syndicator.App.Pages.Nominations;

/// <summary>Mentions that are no nomination.</summary>
/// <param name="IsUnreadOnly">Whether those that somebody has read are left out.</param>
public sealed record MentionsView(TimeZoneInfo Zone, bool IsUnreadOnly, IReadOnlyList<MentionView> Items, string? Previous, string? Next);

/// <param name="Key"><c>source/post</c>.</param>
/// <param name="Why">Why it is none by itself.</param>
public sealed record MentionView(string Key, NominatingPostView Post, string Why, bool IsRead);

/// <summary>The form that enters a nomination.</summary>
/// <param name="Mention">Of which post; null: by hand.</param>
public sealed record NewNominationView(string Kind, IReadOnlyList<string> Kinds, string? Mention, IReadOnlyList<FieldView> Fields)
{
    /// <summary>Who nominates it, as filled in.</summary>
    public string By { get; init; } = "";

    /// <summary>The address of their post, as filled in.</summary>
    public string Post { get; init; } = "";

    public bool IsSelf { get; init; }

    /// <summary>What was wrong with it; null: nothing was.</summary>
    public string? Problem { get; init; }
}

/// <summary>What was chosen, as text for the draft.</summary>
/// <param name="Notes">What is withheld, with what to do.</param>
/// <param name="Undescribed">Crates that nobody has described: what there is to say, and where it is mended.</param>
public sealed record ExportView(
    IReadOnlyList<(string Heading, string Text)> Sections,
    IReadOnlyList<string> Notes,
    IReadOnlyList<(string Words, string Path)> Undescribed
);
