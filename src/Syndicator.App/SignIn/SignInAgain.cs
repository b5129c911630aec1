using Syndicator.App.Pages;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>Why somebody sees the sign-in page, and where they were: parts of its address.</summary>
internal static class SignInAgain
{
    public const string Then = "then";
    public const string Why = "why";

    private const string Ended = "ended";
    private const string Over = "over";
    private const string Unsent = "unsent";
    private const string SignedOut = "out";

    public const string AddressOfSignedOut = "/sign-in?why=out";

    /// <param name="found">What became of their session; null: there was none.</param>
    /// <param name="isLost">Whether they sent something, which nobody has read.</param>
    public static string AddressOf(string path, SessionFound? found, bool isLost)
    {
        var why =
            found is null ? ""
            : isLost ? Unsent
            : found is SessionFound.Ended ? Ended
            : Over;
        var parts = new List<string>();
        if (path != "/")
        {
            parts.Add($"{Then}={Uri.EscapeDataString(path)}");
        }

        if (why.Length > 0)
        {
            parts.Add($"{Why}={why}");
        }

        return "/sign-in" + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
    }

    /// <summary>In words, for the page; null when there is nothing to say.</summary>
    public static string? Words(string? why) =>
        why switch
        {
            Ended => "Your session was ended. Sign in to go on where you were.",
            Over => "Your session is over. Sign in to go on where you were.",
            Unsent => "Your session had ended, and what you sent was not taken. Sign in and do it again.",
            SignedOut => "You are signed out.",
            _ => null,
        };

    /// <summary>The page to go on to: a path of this desk, whatever the address says.</summary>
    public static string PathOf(string? then) =>
        DeskRequest.LocalPath(then ?? "") is { } path && !path.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase) ? path : "/";
}
