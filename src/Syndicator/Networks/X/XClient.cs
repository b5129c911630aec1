using System.Net.Http.Headers;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>X's interface for one account: signs, sends once, and says what the answer means.</summary>
internal sealed class XClient(Uri server, XAuthorization authorization, XJudge judge, WireClient wire, XMeter meter)
{
    private volatile XNames _names = XNames.Tweet;
    private volatile string? _notAccepted;

    /// <summary>Asks in one vocabulary, and once more in the other where the server does not know the first.</summary>
    public async Task<XAnswer> ReadAsync(Func<XNames, XCall> call, CancellationToken cancellationToken)
    {
        var names = _names;
        var answer = await ReadAsync(call(names), cancellationToken);
        if (answer is not XAnswer.Refused { Trouble: XTrouble.Vocabulary })
        {
            return answer;
        }

        var again = await ReadAsync(call(names.Other), cancellationToken);
        if (again is XAnswer.Good)
        {
            _names = names.Other;
        }

        return again;
    }

    public Task<XAnswer> ReadAsync(XCall call, CancellationToken cancellationToken) =>
        meter.ReadAsync(call, () => ReadUnmeteredAsync(call, cancellationToken), cancellationToken);

    private async Task<XAnswer> ReadUnmeteredAsync(XCall call, CancellationToken cancellationToken)
    {
        var (secret, trouble) = await authorization.GetAsync(cancellationToken);
        if (secret is null)
        {
            return trouble!;
        }

        var answer = await SendAsync(call, secret, cancellationToken);
        if (answer is not XAnswer.Refused { Trouble: XTrouble.Credentials } || secret is not XSecret.OAuth2 old)
        {
            return answer;
        }

        (secret, trouble) = await authorization.RenewAsync(old);
        return secret is null ? trouble! : await SendAsync(call, secret, cancellationToken);
    }

    /// <summary>Sends once. Where the access token is not accepted it is renewed, for whoever asks next.</summary>
    public async Task<XAnswer> WriteAsync(XCall call, Func<bool> mayLeave, CancellationToken cancellationToken)
    {
        var (secret, trouble) = await authorization.GetAsync(cancellationToken);
        if (secret is null)
        {
            return trouble!;
        }

        if (Missing(secret) is { } refusal)
        {
            return refusal;
        }

        using var request = Request(call, secret);
        var answer = judge.Judge(await wire.WriteAsync(request, mayLeave, cancellationToken), secret.Hide);
        if (answer is not XAnswer.Refused { Trouble: XTrouble.Credentials } || secret is not XSecret.OAuth2 old)
        {
            _notAccepted = null;
            return answer;
        }

        return await AfterRenewalAsync(old, answer);
    }

    /// <summary>The rights of the access token as X listed them; null: not told, or keys of OAuth 1.0a.</summary>
    public async Task<string?> RightsAsync(CancellationToken cancellationToken) =>
        (await authorization.GetAsync(cancellationToken)).Secret is XSecret.OAuth2 two ? two.Scope : null;

    /// <summary>Without the right to post X would say no, and not why.</summary>
    private XAnswer.Refused? Missing(XSecret secret) =>
        secret is XSecret.OAuth2 { Scope: { Length: > 0 } scope } && !scope.Split(' ').Contains(XLogin.Posting)
            ? judge.LacksRight(XLogin.Posting)
            : null;

    /// <summary>A second token that is not accepted either is no matter of time.</summary>
    private async Task<XAnswer> AfterRenewalAsync(XSecret.OAuth2 old, XAnswer answer)
    {
        if (_notAccepted is { } before && before != old.AccessToken)
        {
            return answer;
        }

        _notAccepted = old.AccessToken;
        var (_, trouble) = await authorization.RenewAsync(old);
        return trouble ?? new XAnswer.Unavailable("X did not accept the access token; it was renewed.");
    }

    private async Task<XAnswer> SendAsync(XCall call, XSecret secret, CancellationToken cancellationToken)
    {
        using var request = Request(call, secret);
        return judge.Judge(await wire.ReadAsync(request, cancellationToken), secret.Hide);
    }

    private HttpRequestMessage Request(XCall call, XSecret secret)
    {
        var request = new HttpRequestMessage(call.Method, call.AddressOn(server)) { Content = call.Content?.Invoke() };
        authorization.Sign(request, call, secret);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Syndicator", null));
        return request;
    }
}
