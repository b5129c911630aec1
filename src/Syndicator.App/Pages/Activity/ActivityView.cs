namespace Syndicator.App.Pages.Activity;

/// <summary>Everything the page Activity shows.</summary>
/// <param name="Lines">The latest first.</param>
/// <param name="Next">Where earlier ones are; null: there are none.</param>
public sealed record ActivityView(TimeZoneInfo Zone, ActivityFilterView Filter, IReadOnlyList<ActivityLineView> Lines, string? Next);

/// <summary>What the list was asked for. Empty values are the usual ones.</summary>
/// <param name="Person">Whose acts.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Who"><c>all</c>: what the program does by itself is among them.</param>
/// <param name="Kinds">All there are.</param>
public sealed record ActivityFilterView(string Person, string Kind, string Who, IReadOnlyList<(string Value, string Words)> Kinds)
{
    public bool IsUsual => (Person + Kind + Who).Length == 0;
}

/// <summary>That somebody did something.</summary>
/// <param name="Who">By name.</param>
/// <param name="IsPerson">Whether it is somebody, and not the program.</param>
/// <param name="Act"><c>accepted</c>.</param>
/// <param name="Kind">Of the thing, as a word: <c>nomination</c>.</param>
/// <param name="Name">The thing's.</param>
/// <param name="Address">The thing's page.</param>
/// <param name="Note">Why; empty: nobody said.</param>
/// <param name="IsUndone">Whether it was taken back since.</param>
public sealed record ActivityLineView(
    DateTimeOffset At,
    string Who,
    bool IsPerson,
    string Act,
    string Kind,
    string Name,
    string Address,
    string Note,
    bool IsUndone
);
