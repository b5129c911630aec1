using System.Text.RegularExpressions;
using Syndicator.Configuration;

namespace Syndicator.Networks.Bluesky;

/// <summary>Takes an identifier and an app password; the server is asked when the log-in is verified.</summary>
internal sealed partial class BlueskySignIn(Account account) : ILogsIn
{
    public async Task<LoginOutcome> LogInAsync(LoginWay way, IOperator person, CancellationToken cancellationToken)
    {
        person.Tell("Make an app password for the program in Bluesky's app: Settings, Privacy and security, App passwords.");
        var known = account.Handle?.TrimStart('@');
        var identifier = await person.AskAsync(known is null ? "Handle" : $"Handle (empty: {known})", isSecret: false, cancellationToken);
        identifier = identifier.Length > 0 ? identifier.TrimStart('@') : known ?? "";
        if (identifier.Length == 0)
        {
            return new LoginOutcome.Refused("The handle is missing: the account's domain name, its DID or its e-mail address.");
        }

        var password = await person.AskAsync("App password", isSecret: true, cancellationToken);
        return AppPassword().IsMatch(password)
            ? new LoginOutcome.Granted(new BlueskyCredentials(identifier, password).ToSecret(), IsOurs: false)
            : new LoginOutcome.Refused(
                "That is no app password: those have four groups of four letters or digits (abcd-efgh-ijkl-mnop). The main password is not taken, because it may do"
                    + " everything and cannot be taken back alone."
            );
    }

    public Task<LogoutOutcome> LogOutAsync(Secret secret, CancellationToken cancellationToken) =>
        Task.FromResult<LogoutOutcome>(
            new LogoutOutcome.ByHand(
                "An app password ends in Bluesky's app only: take it back under Settings, Privacy and security, App passwords."
            )
        );

    [GeneratedRegex(
        @"\A[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AppPassword();
}
