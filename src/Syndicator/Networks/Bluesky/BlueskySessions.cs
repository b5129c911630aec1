using System.Net.Http.Headers;
using System.Net.Http.Json;
using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// The account's session: made once, kept in memory, renewed when the server says that it is over. Log-ins are few (30 in five minutes and 300 a day are
/// allowed), so a refused one is not repeated for a while unless the credentials are others.
/// </summary>
internal sealed class BlueskySessions(Account account, IAccountSecret secret, WireClient wire, TimeProvider clock) : IDisposable
{
    public static Uri DefaultServer { get; } = new("https://bsky.social");

    /// <summary>Once in five minutes stays below 300 a day.</summary>
    private static readonly TimeSpan s_refusalLasts = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly XrpcJudge _judge = new(account.Name, clock);
    private BlueskySession? _session;
    private (BlueskyCredentials Of, XrpcAnswer Answer, long At)? _refused;

    /// <summary>The session, or why there is none.</summary>
    public Task<(BlueskySession? Session, XrpcAnswer? Problem)> GetAsync(CancellationToken cancellationToken) =>
        OneAtATimeAsync(() => _session is { } kept ? Task.FromResult(Have(kept)) : LogInAsync(cancellationToken), cancellationToken);

    /// <summary>Another session in place of one that the server no longer takes.</summary>
    public Task<(BlueskySession? Session, XrpcAnswer? Problem)> RenewAsync(BlueskySession stale, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            () =>
                _session is { } kept && kept.Access != stale.Access ? Task.FromResult(Have(kept)) : RefreshAsync(stale, cancellationToken),
            cancellationToken
        );

    /// <summary>Forgets a session: the next call logs in, where the account then is.</summary>
    public void Drop(BlueskySession session) => Interlocked.CompareExchange(ref _session, null, session);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<(BlueskySession? Session, XrpcAnswer? Problem)> OneAtATimeAsync(
        Func<Task<(BlueskySession? Session, XrpcAnswer? Problem)>> get,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _oneAtATime.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return (null, new XrpcAnswer.Unavailable("No session came in time."));
        }

        try
        {
            return await get();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<(BlueskySession? Session, XrpcAnswer? Problem)> RefreshAsync(
        BlueskySession stale,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Xrpc.Address(stale.Server, "com.atproto.server.refreshSession"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stale.Refresh);
        var answer = _judge.Judge(await wire.WriteAsync(request, static () => true, cancellationToken), stale.Secrets);
        _session = null;
        return answer switch
        {
            // The refresh token is used up, taken back or lost on its way; the app password may still be good.
            XrpcAnswer.Refused or XrpcAnswer.Uncertain => await LogInAsync(cancellationToken),
            XrpcAnswer.Done done => Keep(done, stale.Server, stale.Password),
            _ => Lack(answer),
        };
    }

    private async Task<(BlueskySession? Session, XrpcAnswer? Problem)> LogInAsync(CancellationToken cancellationToken)
    {
        var (text, problem) = await secret.ReadAsync(cancellationToken);
        if (text is null)
        {
            return Lack(Refused(AccountRemedy.Without(account.Name, problem)));
        }

        if (BlueskyCredentials.Parse(text) is not { } credentials)
        {
            return Lack(
                Refused(
                    $$"""The credentials of account {{account.Name}} are not of the form {"identifier":"…","appPassword":"…"}. {{AccountRemedy.SignIn(account.Name)}}"""
                )
            );
        }

        return _refused is { } refused && refused.Of == credentials && clock.GetElapsedTime(refused.At) < s_refusalLasts
            ? Lack(refused.Answer)
            : await LogInAsync(credentials, cancellationToken);
    }

    private async Task<(BlueskySession? Session, XrpcAnswer? Problem)> LogInAsync(
        BlueskyCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        var server = account.Server ?? DefaultServer;
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
        {
            return Lack(
                Refused($"The app password of account {account.Name} is not sent to {server} in clear. Let `server` begin with https.")
            );
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Xrpc.Address(server, "com.atproto.server.createSession"));
        request.Content = JsonContent.Create(
            new CreateSession(credentials.Identifier, credentials.AppPassword),
            BlueskyJson.Default.CreateSession
        );
        var answer = _judge.Judge(await wire.WriteAsync(request, static () => true, cancellationToken), [credentials.AppPassword]);
        _refused = answer is XrpcAnswer.Refused ? (credentials, answer, clock.GetTimestamp()) : null;
        return answer is XrpcAnswer.Done done ? Keep(done, server, credentials.AppPassword) : Lack(answer);
    }

    private (BlueskySession? Session, XrpcAnswer? Problem) Keep(XrpcAnswer.Done answer, Uri server, string password)
    {
        _session = BlueskySession.Of(answer.Body, server, password);
        return _session is { } session
            ? Have(session)
            : Lack(new XrpcAnswer.Unavailable($"The server of account {account.Name} answered the sign-in without a session."));
    }

    private static (BlueskySession? Session, XrpcAnswer? Problem) Have(BlueskySession session) => (session, null);

    private static (BlueskySession? Session, XrpcAnswer? Problem) Lack(XrpcAnswer problem) => (null, problem.Before());

    private static XrpcAnswer.Refused Refused(string reason) => new(RefusalKind.Account, "", reason);
}
