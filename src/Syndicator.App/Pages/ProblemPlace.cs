using Syndicator.Alarms;

namespace Syndicator.App.Pages;

/// <summary>Where on the desk something can be done about what is wrong.</summary>
internal static class ProblemPlace
{
    /// <returns>A page and its name; null where only the machine's own keeper can do something.</returns>
    public static (string Path, string Title)? Of(string code) =>
        code switch
        {
            HealthCodes.IssueNotAnnounced or HealthCodes.IssueMissed or HealthCodes.IssueUnfinished => ("/issues", "Issues"),
            HealthCodes.SourceTrouble or HealthCodes.FileUnreadable => ("/issues", "Issues"),
            HealthCodes.AccountPaused => ("/accounts", "Accounts"),
            HealthCodes.PostRefused or HealthCodes.PostUnsettled or HealthCodes.PostStale => ("/posts", "Posts"),
            HealthCodes.EditsOpen => ("/posts/edits", "Proposed edits"),
            HealthCodes.CallsHeld => ("/calls", "Calls"),
            HealthCodes.MentionsUnread => ("/nominations", "Nominations"),
            _ => null,
        };
}
