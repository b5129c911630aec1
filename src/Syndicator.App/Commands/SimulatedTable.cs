using System.Globalization;
using System.Text;
using Syndicator.Calls;
using Syndicator.Calls.Simulating;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>What a simulation came to: how often each act was done, by account and kind of call. What no account does, issues and time do to calls.</summary>
internal static class SimulatedTable
{
    private static readonly SimulatedActKind[] s_ofCalls =
    [
        SimulatedActKind.Printed,
        SimulatedActKind.Repeated,
        SimulatedActKind.Changed,
        SimulatedActKind.Held,
        SimulatedActKind.Released,
        SimulatedActKind.Unsayable,
        SimulatedActKind.Closed,
    ];

    private static readonly SimulatedActKind[] s_ofAccounts =
    [
        SimulatedActKind.Announced,
        SimulatedActKind.Reminded,
        SimulatedActKind.Extended,
        SimulatedActKind.Digest,
    ];

    /// <summary>Ends with a line break.</summary>
    public static string Of(SimulationCounts counts, Publication publication)
    {
        var rows = s_ofCalls
            .Select(act => (Who: "calls", Act: act, Account: (string?)null))
            .Concat(
                from account in publication.Accounts
                where account.Calls != CallPosting.Off
                from act in s_ofAccounts
                select (Who: account.Name, Act: act, Account: (string?)account.Name)
            );
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"{"", -16}  {"", -10}  {"project", 8}  {"event", 8}  {"all", 8}{Environment.NewLine}");
        foreach (var (who, act, account) in rows)
        {
            var (projects, events) = (counts.Of(act, account, CallKind.Project), counts.Of(act, account, CallKind.Event));
            var all = projects + events + counts.Of(act, account, null);
            table.Append(
                CultureInfo.InvariantCulture,
                $"{who, -16}  {SimulatedLine.Name(act), -10}  {projects, 8}  {events, 8}  {all, 8}{Environment.NewLine}"
            );
        }

        return table.ToString();
    }
}
