using System.Net.Http.Headers;

namespace Syndicator.Networks.X;

/// <summary>What X tells of an account and its rights.</summary>
internal static class XStanding
{
    /// <param name="scope">Rights of an OAuth 2.0 token as X listed them; null: not told, or keys of OAuth 1.0a.</param>
    public static ReadOutcome<AccountStanding> Of(XUser user, string? scope, HttpResponseHeaders headers) =>
        new ReadOutcome<AccountStanding>.Read(
            new AccountStanding(
                user.Id!,
                user.Username ?? user.Id!,
                user.Name ?? user.Username ?? user.Id!,
                user.Username is { } name ? $"https://x.com/{Uri.EscapeDataString(name)}" : $"https://x.com/i/user/{user.Id}",
                [.. Missing(scope), .. ReadOnly(headers)],
                [.. Notes(user, headers)]
            )
        );

    private static IEnumerable<string> Missing(string? scope)
    {
        var granted = (scope ?? XLogin.Scopes).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return XLogin
            .Scopes.Split(' ')
            .Except(granted, StringComparer.Ordinal)
            .Select(right => $"The token has no right `{right}`; log in again and grant it.");
    }

    /// <summary>X names the rights of an app's keys beside its answers.</summary>
    private static IEnumerable<string> ReadOnly(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-access-level", out var levels) && levels.First() == "read"
            ? ["The app may only read; set it to read and write in X's console and make new tokens there."]
            : [];

    private static IEnumerable<string> Notes(XUser user, HttpResponseHeaders headers)
    {
        if (user.Protected == true)
        {
            yield return "The account's posts are protected: only its followers see them.";
        }

        if (XThrottle.Left(headers) is { } left)
        {
            yield return FormattableString.Invariant(
                $"{left.Remaining} of {left.Limit} requests of this kind are left in this quarter of an hour."
            );
        }

        yield return "X does not tell how much credit is left; its console does.";
    }
}
