using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Nominations;

/// <summary>Which issue a round is for.</summary>
internal static class RoundIssue
{
    /// <summary>A newsletter that has not been seen for so long may have changed its rhythm: nothing is promised then.</summary>
    private const int MostAhead = 60;

    /// <summary>
    /// The number of the first issue after the round's closing: one more than the newest known issue for each closing since that issue's day. Null when no
    /// issue with number and day is known.
    /// </summary>
    public static int? NumberOf(DateTimeOffset round, Publication publication, NewestIssue known)
    {
        if (known.Numbered is not { } newest)
        {
            return null;
        }

        var day = StartOfDay.Of(newest.Day, publication.Zone);
        var closings = publication.Nominations.Closings;
        var ahead = round >= day ? closings.Between(day, round).Count : -closings.Between(round, day).Count;
        return Math.Abs(ahead) > MostAhead || newest.Number + ahead < 1 ? null : newest.Number + ahead;
    }
}
