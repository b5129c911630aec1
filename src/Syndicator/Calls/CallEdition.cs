namespace Syndicator.Calls;

/// <summary>What tells this year's call from last year's at the same address.</summary>
/// <param name="Until">Its event's day, else its closing day, where one can be believed.</param>
/// <param name="First">The day of the first issue that printed it.</param>
/// <param name="Last">The day of the last.</param>
internal sealed record CallEdition(DateOnly? Until, DateOnly First, DateOnly Last)
{
    /// <summary>Conferences come back after a year; a call that was moved or went unprinted is back sooner.</summary>
    private const int Apart = 180;

    public static CallEdition Of(Call call) => new(UntilOf(call.Text, call.LastIssue.Day), call.FirstIssue.Day, call.LastIssue.Day);

    public static DateOnly? UntilOf(CallText text, DateOnly printedOn) =>
        UntilOf(text.EventOn, (text.Closing as Issues.Closing.At)?.Day, printedOn);

    /// <summary>A day that was over when it was printed is a slip, or left standing.</summary>
    public static DateOnly? UntilOf(DateOnly? eventOn, DateOnly? closesOn, DateOnly printedOn) =>
        eventOn >= printedOn ? eventOn
        : closesOn >= printedOn ? closesOn
        : null;

    /// <summary>Whether a row is of this edition.</summary>
    /// <param name="until">Of the row.</param>
    /// <param name="day">Of its issue.</param>
    public bool Has(DateOnly? until, DateOnly day)
    {
        var isFar = Days(Last, day) > Apart || Days(day, First) > Apart;
        if (Until is not { } known || until is not { } row)
        {
            return !isFar;
        }

        return day >= Last
            ? known >= day || (Days(known, row) < Apart && !isFar)
            // An older issue that is read late.
            : row >= First || Days(row, known) < Apart;
    }

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;
}
