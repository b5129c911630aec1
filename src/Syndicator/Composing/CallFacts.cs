using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>What a post says of a call for participation.</summary>
/// <param name="Title">Of the task, or the event's name.</param>
/// <param name="Url">Where it is answered.</param>
internal sealed record CallFacts(string Title, string Url, Closing Closing)
{
    /// <summary>Whether it looks for speakers.</summary>
    public bool IsEvent { get; init; }

    /// <summary>The project whose list it stands in; null where the title says it.</summary>
    public string? Project { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Place { get; init; }

    /// <summary>The event's days as written.</summary>
    public string? EventDate { get; init; }

    /// <summary>Of the latest issue with it, from 1; 0 where editors said it otherwise than the issue.</summary>
    public int Line { get; init; }

    public string IssueTitle { get; init; } = "";
    public int? IssueNumber { get; init; }

    /// <summary>Whether it closes later than the account said.</summary>
    public bool IsExtended { get; init; }
    public string? IssueUrl { get; init; }
}

/// <summary>What a post with several calls says.</summary>
/// <param name="PlaceUrl">The place of the calls on the issue's page; null where it has none.</param>
/// <param name="Calls">The most important first.</param>
internal sealed record CallDigestFacts(
    string IssueTitle,
    int? IssueNumber,
    string? IssueUrl,
    string? PlaceUrl,
    IReadOnlyList<CallFacts> Calls
);
