using Syndicator.Issues;

namespace Syndicator.Calls.Simulating;

/// <summary>What is to be said of an act besides its kind, as a clause for people; null: nothing.</summary>
internal static class SimulatedWords
{
    /// <param name="before">The call as it was; null: nobody knew it.</param>
    public static string? Of(FollowedCall followed, Call? before) =>
        followed.Change switch
        {
            CallChange.Extended or CallChange.MovedEarlier when before?.Text.Closing is Closing.At was => FormattableString.Invariant(
                $"closes {((Closing.At)followed.Call.Text.Closing).Day:yyyy-MM-dd} instead of {was.Day:yyyy-MM-dd}"
            ),
            CallChange.Renamed when before is not null => $"was called {before.Text.Title}",
            CallChange.New or CallChange.Repeated => null,
            CallChange.TakenOut => "taken out",
            _ when before is not null && CallParts.Changes(before.Text, followed.Call.Text) is { Count: > 0 } changes => string.Join(
                "; ",
                changes.Select(Words)
            ),
            _ => null,
        };

    /// <summary>Which reminder, which extension.</summary>
    public static string? Of(SaidCall said) =>
        said.Act switch
        {
            CallAct.Reminded when said.Detail.Split(' ') is [var distance, var day] => $"{distance} before it closes, on {day}",
            CallAct.Extended => $"closes {said.Detail} now",
            _ => null,
        };

    private static string Words(PartChange change) =>
        change.Was.Length == 0 ? $"{change.Part}: {change.Is}"
        : change.Is.Length == 0 ? $"{change.Part}: not said any more"
        : $"{change.Part}: {change.Is} instead of {change.Was}";
}
