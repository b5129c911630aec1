namespace Syndicator.Calls;

/// <summary>Whose turn is first among calls that nothing hurries.</summary>
internal static class CallOrder
{
    /// <summary>Where a project stands below its owner; elsewhere it stands at the top.</summary>
    private static readonly string[] s_forges = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht"];

    /// <summary>What comes in an address behind a project.</summary>
    private static readonly string[] s_behind = ["issues", "pull", "pulls", "discussions", "labels", "wiki", "-"];

    /// <summary>
    /// The issue that had them first, the oldest first; within it one call of each project in turn, as the issue has them, so that no project fills a day.
    /// </summary>
    /// <param name="known">All calls that are known: those whose turn was count.</param>
    public static IReadOnlyList<Call> Of(IEnumerable<Call> calls, IReadOnlyList<Call> known)
    {
        var round = new Dictionary<CallId, int>();
        foreach (var project in known.GroupBy(call => (call.FirstIssue.Key, ProjectOf(call))))
        {
            var place = 0;
            foreach (var call in project.OrderBy(call => call.Printed.Line).ThenBy(call => call.Identity, StringComparer.Ordinal))
            {
                round[call.Id] = place++;
            }
        }

        return
        [
            .. calls
                .OrderBy(call => call.FirstIssue.Day)
                .ThenBy(call => call.FirstIssue.Key, StringComparer.Ordinal)
                .ThenBy(call => round[call.Id])
                .ThenBy(call => call.Printed.Line)
                .ThenBy(call => call.Identity, StringComparer.Ordinal),
        ];
    }

    /// <summary>The list it stands in, or what its address begins with; an event is a project of its own.</summary>
    private static string ProjectOf(Call call)
    {
        if (call.Kind == CallKind.Event)
        {
            return call.Identity;
        }

        if (call.Text.Group is { Length: > 0 } group)
        {
            return group;
        }

        var path = call.Identity.Split(' ')[0].Split('/');
        var isOnForge = s_forges.Contains(path[0], StringComparer.Ordinal);
        return string.Join('/', path.TakeWhile(part => !s_behind.Contains(part, StringComparer.Ordinal)).Take(isOnForge ? 3 : 2));
    }
}
