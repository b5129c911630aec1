using Syndicator.Calls;

namespace Syndicator.Alarms;

/// <summary>Calls for participation that nobody is told of, because they contradict themselves and no editor has said a word.</summary>
internal static class CallReasons
{
    /// <summary>A call is open for weeks; a day for somebody to look costs it nothing.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(1);

    private const int MostNamed = 5;

    public static IEnumerable<HealthReason> Of(HealthView view)
    {
        if (view.Facts.HeldCalls is not { Count: > 0 } held)
        {
            yield break;
        }

        var since = held.Min(one => one.Since);
        yield return view.Notice(
            HealthCodes.CallsHeld,
            "calls",
            $"{Wording.Count(held.Count, "call contradicts itself and waits", "calls contradict themselves and wait")} for an editor since {view.At(since)}: {Wording.List([.. held.Select(one => Named(view, one))], MostNamed, "; ")}.",
            "See them with `syndicator calls list --state held`, then `syndicator calls correct KEY`, `syndicator calls release KEY` or `syndicator calls withdraw KEY --reason REASON`.",
            since
        ) with
        {
            IsFailing = view.Now - since > s_patience,
        };
    }

    private static string Named(HealthView view, HeldCall held) =>
        $"{Wording.Line(held.Call.Text.Name)} (until {view.At(held.Until)}; {Wording.Line(held.Call.Contradiction!)})";
}
