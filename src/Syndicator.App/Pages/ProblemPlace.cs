using Syndicator.Alarms;
using Syndicator.App.Pages.Accounts;
using Syndicator.App.Pages.Calls;
using Syndicator.App.Pages.Issues;
using Syndicator.App.Pages.Nominations;
using Syndicator.App.Pages.Posts;

namespace Syndicator.App.Pages;

/// <summary>Where on the desk something can be done about what is wrong. The webhook and the health page name commands instead.</summary>
/// <param name="Words">What is done there, as the words of a link.</param>
/// <param name="SaysAll">Whether the words serve instead of the remedy, which is about commands.</param>
internal sealed record ProblemPlace(string Path, string Words, bool SaysAll)
{
    /// <returns>Null where only the machine's own keeper can do something.</returns>
    public static ProblemPlace? Of(ProblemView problem) =>
        problem.Code switch
        {
            HealthCodes.IssueNotAnnounced => All(IssueOf(problem), "See what keeps it back, and decide"),
            HealthCodes.IssueMissed => All(IssueOf(problem), "Announce it all the same, or skip it"),
            HealthCodes.IssueUnfinished => All(IssueOf(problem), "See what is left to do"),
            HealthCodes.SourceTrouble or HealthCodes.FileUnreadable => new(IssuePages.Path, "Issues", SaysAll: false),
            HealthCodes.AccountPaused => All(AccountPages.Path, "Set the account right and resume it"),
            HealthCodes.PostRefused => All(PostPages.Path, "Try again, send anew, or stop"),
            HealthCodes.PostUnsettled => All(PostPages.Path, "Let it be looked for again, or say what you found"),
            HealthCodes.PostStale => All(PostPages.Path, "Release what is still wanted, stop the rest"),
            HealthCodes.EditsOpen => All(EditPages.Path, "Accept or dismiss"),
            HealthCodes.CallsHeld => All($"{CallPages.Path}?state=held", "Correct, release or withdraw"),
            HealthCodes.MentionsUnread => new(NominationPages.Path, "Nominations", SaysAll: false),
            _ => null,
        };

    private static ProblemPlace All(string path, string words) => new(path, words, SaysAll: true);

    private static string IssueOf(ProblemView problem) => $"{IssuePages.Path}/{Uri.EscapeDataString(problem.Subject)}";
}
