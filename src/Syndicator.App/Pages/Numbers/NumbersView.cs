using Syndicator.App.Plots;

namespace Syndicator.App.Pages.Numbers;

/// <summary>What became of what was posted, what was nominated, how quick and how dear it was.</summary>
public sealed record NumbersView
{
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What keeps posts from being counted, one sentence each.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    /// <summary>Whether the demonstration made up any of the reactions.</summary>
    public required bool IsSample { get; init; }

    /// <summary>In the order they are shown.</summary>
    public required IReadOnlyList<FigureView> Figures { get; init; }

    /// <summary>Of the last three months, the best first.</summary>
    public required IReadOnlyList<BestPostView> Best { get; init; }
}

/// <summary>One plot with its words.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Finding">What can be seen, as a sentence without full stop.</param>
/// <param name="Drawing">Null: there is nothing to draw yet.</param>
/// <param name="Legend">By class of the colours; empty where there is one kind only.</param>
/// <param name="Table">The same figures.</param>
/// <param name="Note">Of what the figures are, and what to do where there are none.</param>
public sealed record FigureView(
    string Id,
    string Finding,
    Drawing? Drawing,
    IReadOnlyList<(string Class, string Name)> Legend,
    TableView Table,
    string Note
)
{
    public static FigureView Empty(string id, string finding, string note) => new(id, finding, null, [], new TableView([], []), note);
}

/// <param name="Heads">The first names the rows.</param>
public sealed record TableView(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <param name="Url">Null where it leads nowhere: of a dry run, or gone.</param>
/// <param name="Key">Of the post on the desk.</param>
public sealed record BestPostView(
    string Key,
    string Text,
    string Account,
    string Network,
    string Part,
    DateTimeOffset SentAt,
    string? Url,
    long Total,
    string Counts,
    bool IsGone
);
