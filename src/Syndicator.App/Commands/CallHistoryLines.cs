using Syndicator.Calls;

namespace Syndicator.App.Commands;

/// <summary>What happened to a call once, for people: who did it, when and why, and below what it says otherwise since.</summary>
internal static class CallHistoryLines
{
    private const int LongestPart = 500;

    public static IEnumerable<string> Of(CallEvent happened, TimeZoneInfo zone)
    {
        var note = happened.Note.Length > 0 ? $" ({OneLine.Of(happened.Note)})" : "";
        yield return $"  {DeliveryLine.At(happened.At, zone)} {happened.Actor}: {happened.Act}{note}";
        if (happened.Before is not { } before)
        {
            yield break;
        }

        foreach (var change in CallParts.Changes(before.Text, happened.After.Text))
        {
            yield return $"    {change.Part}: {Words(change.Was)} → {Words(change.Is)}";
        }

        if (before.Contradiction != happened.After.Contradiction)
        {
            yield return happened.After.Contradiction is { } why
                ? $"    contradicts itself: {OneLine.Of(why, CallLine.LongestWhy)}"
                : "    contradicts itself no more";
        }
    }

    private static string Words(string words) => words.Length == 0 ? "nothing" : OneLine.Of(words, LongestPart);
}
