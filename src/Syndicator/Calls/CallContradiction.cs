using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>Why a call cannot be right, once editors have corrected it.</summary>
internal static class CallContradiction
{
    /// <param name="printed">What speaks against the row as its latest issue prints it.</param>
    /// <returns>A clause for people; null when nothing speaks against it any more.</returns>
    public static string? Of(Call call, string? printed)
    {
        var text = call.Text;
        // Whose address it is does not depend on days: where the call is known by its name as well, the address is in doubt.
        var isAddress = call.Identity != PrintedCall.AddressOf(call.Printed.Url) && text.Url == call.Printed.Url;
        return call.Correction is null || isAddress || call.Kind == CallKind.Project
            ? printed
            : EventCallRules.Contradiction(text.Closing, text.EventDate, text.EventOn, call.LastIssue.Day);
    }
}
