namespace Syndicator.Engagement;

/// <summary>The ages at which a post is counted: close together while much happens, then rarer, then no more. Pure.</summary>
internal sealed class CountingTimes
{
    /// <summary>After the last age. Whatever was not counted by then, as the program was off, is asked for no more.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromDays(14);

    private readonly IReadOnlyList<TimeSpan> _ages;

    /// <param name="ages">In order.</param>
    public CountingTimes(params IReadOnlyList<TimeSpan> ages) => _ages = ages;

    public static CountingTimes Usual { get; } =
        new([Hours(1), Hours(3), Hours(6), Hours(12), Days(1), Days(2), Days(4), Days(7), Days(14), Days(30)]);

    /// <summary>Where every post that is read is paid for.</summary>
    public static CountingTimes Sparing { get; } = new([Days(1), Days(7), Days(30)]);

    /// <summary>Nobody waits for an hour before a demonstration.</summary>
    public static CountingTimes Demonstration { get; } = new([Minutes(1), Minutes(2), Minutes(4), Minutes(8), Minutes(15), .. Usual._ages]);

    /// <summary>Older posts are not counted by any of these.</summary>
    public static TimeSpan Longest { get; } = new[] { Usual, Sparing, Demonstration }.Max(times => times.Oldest);

    /// <summary>Younger posts are not counted.</summary>
    public TimeSpan Youngest => _ages[0];

    /// <summary>Older posts are not counted.</summary>
    public TimeSpan Oldest => _ages[^1] + s_grace;

    /// <summary>Whether a post has come to one of the ages since it was counted. Ages that were missed are made up by one count.</summary>
    public bool IsDue(DateTimeOffset sentAt, DateTimeOffset? countedAt, DateTimeOffset now)
    {
        var age = now - sentAt;
        return age >= Youngest && age <= Oldest && (countedAt is null || countedAt < sentAt + _ages.Last(reached => reached <= age));
    }

    private static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);

    private static TimeSpan Hours(int count) => TimeSpan.FromHours(count);

    private static TimeSpan Days(int count) => TimeSpan.FromDays(count);
}
