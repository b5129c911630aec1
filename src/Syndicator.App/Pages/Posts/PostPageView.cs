using Syndicator.App.Pages.Nominations;

namespace Syndicator.App.Pages.Posts;

/// <summary>One post with all that is known of it, and what can be done with it.</summary>
public sealed record PostPageView
{
    public required TimeZoneInfo Zone { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required PostRowView Row { get; init; }
    public required AccountView Account { get; init; }
    public required PostView Post { get; init; }

    /// <summary>As commands and networks know it.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The issue it tells of; null where it tells of something else, such as a round or a call.</summary>
    public required IssueLinkView? Issue { get; init; }

    /// <summary>Somebody else's post that it answers; null: none.</summary>
    public string? Answers { get; init; }

    /// <summary>All of its thread, itself among them; one where it stands alone.</summary>
    public required IReadOnlyList<PostRowView> Thread { get; init; }

    /// <summary>What an editor has to know before sending it anew; null where nothing speaks against it.</summary>
    public string? ResendWarning { get; init; }

    /// <summary>What the form of its time says at first: by the zone's clocks.</summary>
    public required string PlannedFor { get; init; }

    /// <summary>Two instants that one time by the clocks means, when an editor gave such a one.</summary>
    public IReadOnlyList<DateTimeOffset> Choices { get; init; } = [];

    /// <summary>Words that an editor tries out; null: none.</summary>
    public DraftView? Draft { get; init; }

    /// <summary>What a change of the issue would change in it; null: nothing.</summary>
    public EditView? Edit { get; init; }

    /// <summary>What happened to it, the newest first.</summary>
    public required IReadOnlyList<PastActView> History { get; init; }
}

public sealed record IssueLinkView(string Key, string Title);

/// <param name="Text">As it was written.</param>
/// <param name="Post">As it would look.</param>
/// <param name="Problem">Why it cannot go out so; null when it can.</param>
public sealed record DraftView(string Text, PostView Post, string? Problem);
