using Syndicator.Configuration;
using Syndicator.Engagement;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Numbers;

/// <summary>Everything that the figures are made of.</summary>
internal sealed record NumbersData
{
    public required Publication Publication { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Of the weeks that are shown.</summary>
    public IReadOnlyList<EngagementSum> Sums { get; init; } = [];

    /// <summary>Of the issue announced last; null: there is none.</summary>
    public (string Name, IReadOnlyList<EngagementPoint> Points)? Newest { get; init; }

    public IReadOnlyList<RoundCount> Rounds { get; init; } = [];
    public IReadOnlyList<FirstPost> FirstPosts { get; init; } = [];
    public IReadOnlyList<MonthSpent> Spent { get; init; } = [];

    /// <summary>The networks of the publication's accounts, in the order of the configuration; each has its colour by its place.</summary>
    public IReadOnlyList<string> Networks =>
        [
            .. Publication.Accounts.Select(account => account.Network).Distinct(StringComparer.Ordinal),
            .. Sums.Any(IsOfFormer) ? [Former] : (string[])[],
        ];

    /// <summary>Of accounts that are no longer configured.</summary>
    public const string Former = "former accounts";

    /// <summary>In the style sheet.</summary>
    private const int ColourCount = 6;

    /// <summary>Of the ways to draw one colour otherwise.</summary>
    private const int LastTurn = 2;

    /// <summary>More kinds than colours begin again at the first, drawn otherwise: with dashes, and hollow.</summary>
    public static string ColourOf(int place) =>
        place < ColourCount ? $"s{place}" : $"s{place % ColourCount} turn{Math.Min(place / ColourCount, LastTurn)}";

    public string NetworkOf(string account) => Publication.Accounts.FirstOrDefault(each => each.Name == account)?.Network ?? Former;

    /// <summary>The accounts that something is said of, those of the configuration first.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> accounts)
    {
        var names = accounts.ToHashSet(StringComparer.Ordinal);
        var configured = Publication.Accounts.Select(account => account.Name).Where(names.Contains).ToList();
        return [.. configured, .. names.Except(configured).Order(StringComparer.Ordinal)];
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Publication.Zone).DateTime);

    /// <summary>The Monday of an instant's week.</summary>
    public DateOnly WeekOf(DateTimeOffset at)
    {
        var day = DayOf(at);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    private bool IsOfFormer(EngagementSum sum) => NetworkOf(sum.Account) == Former;
}
