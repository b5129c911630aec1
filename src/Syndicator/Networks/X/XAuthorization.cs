using System.Net.Http.Headers;
using System.Security.Cryptography;
using Syndicator.Configuration;

namespace Syndicator.Networks.X;

/// <summary>The credentials that are good now; renews those of OAuth 2.0, and has stored the new ones before they are used.</summary>
/// <param name="account">Its name in accounts.yaml, for sentences.</param>
internal sealed class XAuthorization(IAccountSecret stored, XLogin tokens, TimeProvider clock, string account)
{
    /// <summary>A token that ends within this is renewed first: longer than any request takes.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(2);

    /// <summary>How long another process may be renewing.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(2);

    public async Task<(XSecret? Secret, XAnswer? Trouble)> GetAsync(CancellationToken cancellationToken)
    {
        var (secret, trouble) = await ReadAsync(cancellationToken);
        return secret is XSecret.OAuth2 two && two.ExpiresAt - s_margin <= clock.GetUtcNow() ? await RenewAsync(two) : (secret, trouble);
    }

    /// <summary>Other credentials than these, which are at their end or were not accepted.</summary>
    public async Task<(XSecret? Secret, XAnswer? Trouble)> RenewAsync(XSecret.OAuth2 old)
    {
        XAnswer? trouble = null;
        using var limit = new CancellationTokenSource(s_turn, clock);
        try
        {
            await stored.RenewAsync(
                async (text, _) =>
                {
                    if (XSecret.Parse(text).Secret is not XSecret.OAuth2 held || held.AccessToken != old.AccessToken)
                    {
                        // Another process was quicker, or somebody logged in meanwhile.
                        return null;
                    }

                    (var next, trouble) = Outcome(await tokens.RefreshAsync(held));
                    return next;
                },
                limit.Token
            );
        }
        catch (NotSupportedException)
        {
            trouble = Refused(
                $"The access token of the account {account} ends, and its successor cannot be kept where `credentials` points. OAuth 2.0 needs a"
                    + $" `secret:NAME`; keys of OAuth 1.0a may be anywhere. {SignIn}"
            );
        }
        catch (OperationCanceledException)
        {
            trouble = new XAnswer.Unavailable("Another process is renewing the access token.");
        }

        return trouble is null ? await ReadAsync(CancellationToken.None) : (null, trouble);
    }

    /// <summary>Signs a request.</summary>
    public void Sign(HttpRequestMessage request, XCall call, XSecret secret) =>
        request.Headers.Authorization = secret.Match(
            one => new AuthenticationHeaderValue(
                "OAuth",
                XSignature.Header(
                    one,
                    call.Method.Method,
                    request.RequestUri!,
                    call.Query,
                    Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
                    clock.GetUtcNow().ToUnixTimeSeconds()
                )
            ),
            two => new AuthenticationHeaderValue("Bearer", two.AccessToken)
        );

    private async Task<(XSecret? Secret, XAnswer? Trouble)> ReadAsync(CancellationToken cancellationToken)
    {
        var (text, missing) = await stored.ReadAsync(cancellationToken);
        if (text is null)
        {
            return (null, Refused(AccountRemedy.Without(account, missing)));
        }

        var (secret, problem) = XSecret.Parse(text);
        return secret is null
            ? (null, Refused($"The credentials of the account {account} cannot be used: {problem}. {SignIn}"))
            : (secret, null);
    }

    private (Secret? Next, XAnswer? Trouble) Outcome(XGrant grant) =>
        grant.Match<(Secret?, XAnswer?)>(
            granted => (granted.Secret.ToSecret(), null),
            denied => (null, Refused($"X does not renew the access token of the account {account} ({denied.Reason}). {SignIn}")),
            busy => (null, new XAnswer.Unavailable($"The access token cannot be renewed now: {busy.Reason}.")),
            lost =>
                (
                    null,
                    Refused(
                        $"The access token of the account {account} was being renewed and the answer is lost ({lost.Reason}): X has probably ended the old one. {SignIn}"
                    )
                )
        );

    private string SignIn => AccountRemedy.SignIn(account);

    private static XAnswer Refused(string reason) => new XAnswer.Refused(RefusalKind.Account, XTrouble.Credentials, reason);
}
