using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>Accounts that are not asked for now.</summary>
internal static class AccountReasons
{
    public static IEnumerable<HealthReason> Of(HealthView view) =>
        view
            .Facts.Pauses.Where(pause => view.Publication.Accounts.Any(account => account.Name == pause.Account))
            .Select(pause => Of(view, pause));

    private static HealthReason Of(HealthView view, PauseFact pause)
    {
        var waiting = view.Facts.Posts.Count(post => post.Account == pause.Account && post.State != "failed");
        var posts = waiting == 0 ? "Nothing waits for it yet." : $"{Wording.Count(waiting, "post waits", "posts wait")} for it.";
        var (text, remedy) = (pause.Reason, pause.UntilAt) switch
        {
            ("throttled", { } until) => (
                $"{pause.Account}: since {view.At(pause.Since)} the network asks to wait, now until {view.At(until)}. {posts}",
                "It goes on by itself. If this happens every week, let the account post less."
            ),
            ("editor", _) => (
                $"{pause.Account}: {Actors.NameOf(pause.PausedBy ?? Actors.Service)} paused it at {view.At(pause.Since)}: {Wording.Said(pause.Detail)}. {posts}",
                $"When it is to go on: `syndicator accounts resume {pause.Account}`, or the page Accounts; its posts go out then."
            ),
            ("budget", _) => (
                $"{pause.Account}: no more money may be spent since {view.At(pause.Since)}: {Wording.Said(pause.Detail)}. {posts}",
                $"Where its `ceiling` is reached: raise it in accounts.yaml, or wait for the next month. Where the network's credit is: buy credit or raise the limit there. Then `syndicator accounts resume {pause.Account}`; its posts go out then."
            ),
            ("owner", _) => (
                $"{pause.Account}: paused since {view.At(pause.Since)}: {Wording.Line(pause.Detail)}, and what was sent there would be sent once more. {posts}",
                $"Give a folder that was renamed its name back: posts are known by it. Where this publication takes the account over, cancel what has been sent already, then `syndicator accounts resume {pause.Account}`; the rest goes out then."
            ),
            _ => (
                $"{pause.Account}: the network has refused the account since {view.At(pause.Since)}: {Wording.Said(pause.Detail)}. {posts}",
                $"Set the account right with its network, give it new credentials where accounts.yaml says they are, then `syndicator accounts resume {pause.Account}`; its posts go out then."
            ),
        };
        return view.Failing(HealthCodes.AccountPaused, pause.Account, text, remedy, pause.Since) with
        {
            IsFailing = pause.Reason switch
            {
                // Somebody wants it so; what an issue misses by it is an alarm of its own.
                "editor" => false,
                "throttled" => view.Now - pause.Since > view.Publication.AlarmAfter,
                _ => true,
            },
        };
    }
}
