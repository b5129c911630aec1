using System.Globalization;
using Syndicator.Calls.Simulating;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary>An act of a simulation for people, and for programs.</summary>
internal static class SimulatedLine
{
    /// <summary><c>2026-05-04 15:00  announced  event    RustConf  https://…  on mastodon  (issue-594)</c>.</summary>
    public static string Of(SimulatedAct act, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(act.At, zone);
        var kind = act.Call is { } call ? CallLine.Name(call.Kind) : "";
        var on = act.Account is { } account ? $"  on {account}" : "";
        var why = act.Why is { } words ? $"  {OneLine.Of(words)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local:yyyy-MM-dd HH:mm}  {Name(act.Kind), -9}  {kind, -7}  {OneLine.Of(act.Title)}  {OneLine.Of(act.Url ?? "")}{on}  ({act.Issue.Key}){why}"
        );
    }

    public static object Json(SimulatedAct act) =>
        new
        {
            At = act.At.ToUniversalTime(),
            Act = Name(act.Kind),
            Kind = act.Call is { } call ? CallLine.Name(call.Kind) : null,
            Call = act.Title,
            act.Url,
            act.Account,
            Issue = act.Issue.Key,
            Closes = act.Call?.Text.Closing is Closing.Rolling
                ? "rolling"
                : act.ClosesAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            act.Why,
            act.Key,
            act.Words,
        };

    public static string Name(SimulatedActKind kind) => kind.ToString().ToLowerInvariant();
}
