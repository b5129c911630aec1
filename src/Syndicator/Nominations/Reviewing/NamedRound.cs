using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Nominations.Reviewing;

/// <summary>A round as people name it: by the day it closes on, by its issue's number, or by the name its invitations have.</summary>
internal static class NamedRound
{
    private static readonly TimeSpan s_reach = TimeSpan.FromDays(366);

    /// <returns>The closing; null when no round of a year before and after now is called so.</returns>
    public static DateTimeOffset? Find(string name, Publication publication, NewestIssue newest, DateTimeOffset now)
    {
        var closings = publication.Nominations.Closings.Between(now - s_reach, now + s_reach);
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Only(closings.Where(round => RoundIssue.NumberOf(round, publication, newest) == number))
            : Only(
                closings.Where(round =>
                    name == InviteNominations.KeyOf(round)
                    || name == Day(round)
                    || name == Day(TimeZoneInfo.ConvertTime(round, publication.Zone))
                )
            );
    }

    private static DateTimeOffset? Only(IEnumerable<DateTimeOffset> rounds) => rounds.Take(2).ToList() is [var round] ? round : null;

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
