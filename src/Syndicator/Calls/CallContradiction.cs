using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>Why a call cannot be right, once editors have corrected it.</summary>
internal static class CallContradiction
{
    /// <param name="printed">What speaks against the row as its latest issue prints it.</param>
    /// <returns>Clauses for people; null when nothing speaks against it any more.</returns>
    public static string? Of(Call call, string? printed)
    {
        if (call.Correction is null)
        {
            return printed;
        }

        // What does not follow from the row's own words is whose address it is, and that is in doubt until it has another.
        var isSameAddress = call.Text.Url == call.Printed.Url;
        var ofTheAddress = CallRules.Split(printed).Except(CallRules.Split(CallRules.Join(OfWords(call, call.Printed))));
        return CallRules.Join([.. isSameAddress ? ofTheAddress : [], .. OfWords(call, call.Text)]);
    }

    /// <summary>Whether an editor let all of it pass. What was mended since needs no new word.</summary>
    public static bool IsLetPass(string contradiction, CallDecision? decision) =>
        decision is CallDecision.Released { Contradiction: { } passed }
        && CallRules.Split(contradiction).All(CallRules.Split(passed).ToHashSet(StringComparer.Ordinal).Contains);

    private static IReadOnlyList<string> OfWords(Call call, CallText text) =>
        CallRules.Contradictions(
            new CallWords(text.Title, text.Closing)
            {
                OtherClosings = text.OtherClosings,
                Event = call.Kind == CallKind.Event ? new EventWords(text.Place, text.EventDate, text.EventOn) : null,
            },
            call.LastIssue.Day
        );
}
