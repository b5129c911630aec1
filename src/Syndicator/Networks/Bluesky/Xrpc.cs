using System.Net.Http.Headers;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>Calls methods of the account's server with the account's session (https://atproto.com/specs/xrpc).</summary>
internal sealed class Xrpc(BlueskySessions sessions, WireClient wire, XrpcJudge judge)
{
    public static Uri Address(Uri server, string method, string query = "") =>
        new(server, $"/xrpc/{method}{(query.Length > 0 ? "?" : "")}{query}");

    /// <summary>A query: changes nothing.</summary>
    /// <param name="query">Encoded.</param>
    public Task<XrpcAnswer> ReadAsync(string method, string query, CancellationToken cancellationToken) =>
        CallAsync(session => wire.ReadAsync(Request(HttpMethod.Get, session, method, query), cancellationToken), cancellationToken);

    /// <summary>A procedure. Sent once, and once more only when the server said that the session was over and therefore did nothing.</summary>
    public Task<XrpcAnswer> WriteAsync(
        string method,
        Func<HttpContent> content,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            session =>
            {
                var request = Request(HttpMethod.Post, session, method, "");
                request.Content = content();
                return wire.WriteAsync(request, mayLeave, cancellationToken);
            },
            cancellationToken
        );

    private async Task<XrpcAnswer> CallAsync(Func<BlueskySession, Task<WireAnswer>> send, CancellationToken cancellationToken)
    {
        var (session, problem) = await sessions.GetAsync(cancellationToken);
        if (session is null)
        {
            return problem!;
        }

        var answer = judge.Judge(await send(session), session.Secrets);
        if (answer is XrpcAnswer.Refused { Error: "ExpiredToken" or "InvalidToken" })
        {
            (var renewed, problem) = await sessions.RenewAsync(session, cancellationToken);
            if (renewed is null)
            {
                return problem!;
            }

            session = renewed;
            answer = judge.Judge(await send(session), session.Secrets);
        }

        if (answer is XrpcAnswer.Refused { Kind: RefusalKind.Account })
        {
            sessions.Drop(session);
        }

        return answer;
    }

    private static HttpRequestMessage Request(HttpMethod verb, BlueskySession session, string method, string query)
    {
        var request = new HttpRequestMessage(verb, Address(session.Server, method, query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Access);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Syndicator", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }
}
