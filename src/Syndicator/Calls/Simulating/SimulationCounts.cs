namespace Syndicator.Calls.Simulating;

/// <summary>How often each act was done, by account and kind of call.</summary>
internal sealed class SimulationCounts
{
    private readonly Dictionary<(SimulatedActKind Act, string Account, CallKind? Kind), int> _counts = [];

    public void See(SimulatedAct act)
    {
        var key = (act.Kind, act.Account ?? "", act.Call?.Kind);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <param name="account">Null: what issues and time did.</param>
    /// <param name="kind">Null: of a post about several.</param>
    public int Of(SimulatedActKind act, string? account, CallKind? kind) => _counts.GetValueOrDefault((act, account ?? "", kind));
}
