using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Calls.Simulating;

/// <summary>What must never happen, judged by the acts alone and not by what made them.</summary>
internal sealed class SimulationLaws(Publication publication)
{
    private readonly HashSet<(string Account, string Key)> _announced = [];
    private readonly Dictionary<(string Account, DateOnly Day), HashSet<string>> _posts = [];
    private readonly List<string> _broken = [];

    /// <summary>Sentences; none when all is well.</summary>
    public IReadOnlyList<string> Broken => _broken;

    public void See(SimulatedAct act)
    {
        if (act is not { IsSaid: true, Call: { } call, Account: { } account, PostKey: { } post })
        {
            return;
        }

        Insist(act.Kind != SimulatedActKind.Announced || _announced.Add((account, act.Key)), act, "was announced before");
        Insist(act.At < CallLife.EndsAt(call, publication), act, "is over");
        Insist(call is { IsHeld: false, IsWithdrawn: false }, act, "waits for an editor, or is withdrawn");
        Insist(act.Kind != SimulatedActKind.Reminded || call.Text.Closing is Closing.At, act, "has no closing day to remind of");

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(act.At, publication.Zone).DateTime);
        if (!_posts.TryGetValue((account, day), out var posts))
        {
            _posts[(account, day)] = posts = new HashSet<string>(StringComparer.Ordinal);
        }

        Insist(!posts.Add(post) || posts.Count <= publication.Calls.PerDay, act, "is in one post too many of its day");
    }

    private void Insist(bool holds, SimulatedAct act, string otherwise)
    {
        if (!holds)
        {
            var kind = act.Kind.ToString().ToLowerInvariant();
            _broken.Add(
                FormattableString.Invariant(
                    $"{act.At:yyyy-MM-dd HH:mm}Z: {kind} on {act.Account}, and {OneLine.Of(act.Title)} ({act.Key}) {otherwise}."
                )
            );
        }
    }
}
