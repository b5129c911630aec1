using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Requests to one server in the name of one account. Every answer is judged by its status first and parsed only when it calls itself JSON.</summary>
/// <param name="server">The account's server; paths are relative to it.</param>
/// <param name="token">Null: nobody in particular asks.</param>
/// <param name="account">Its name in accounts.yaml, for sentences; null while somebody signs in.</param>
internal sealed class MastodonClient(Uri server, string? token, WireClient wire, TimeProvider clock, string? account = null)
{
    /// <summary>Of one look at the server, whatever time the caller has.</summary>
    private static readonly TimeSpan s_readLimit = TimeSpan.FromSeconds(30);

    private static readonly ProductInfoHeaderValue s_program = new(
        "Syndicator",
        typeof(MastodonClient).Assembly.GetName().Version?.ToString(3) ?? "0"
    );

    public Uri Server { get; } = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");

    public string? Token => token;

    /// <summary>
    /// Reads, and once more when the connection broke off: small servers close theirs after every answer without saying so, and whoever uses it again loses
    /// the request. Reading twice changes nothing.
    /// </summary>
    public async Task<WireAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_readLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = await GetOnceAsync(path, either.Token);
        return answer is WireAnswer.Lost && !either.IsCancellationRequested ? await GetOnceAsync(path, either.Token) : answer;
    }

    /// <summary>Reads one thing; null in the answer becomes a reason.</summary>
    public async Task<ReadOutcome<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => Understand(await GetAsync(path, cancellationToken), type);

    /// <param name="key">The post's idempotency key; null for requests that have none.</param>
    public async Task<WireAnswer> WriteAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        Func<bool> mayLeave,
        CancellationToken cancellationToken,
        string? key = null
    )
    {
        using var request = Request(method, path, content);
        if (key is not null)
        {
            // A hash: keys name publications and accounts, and headers are for short plain texts.
            request.Headers.Add("Idempotency-Key", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        }

        return await wire.WriteAsync(request, mayLeave, cancellationToken);
    }

    public ReadOutcome<T> Understand<T>(WireAnswer answer, JsonTypeInfo<T> type)
        where T : class =>
        answer.Match<ReadOutcome<T>>(
            received =>
                received.Status == 200
                    ? Parse(received, type) is { } value
                        ? new ReadOutcome<T>.Read(value)
                        : new ReadOutcome<T>.Unavailable(Unreadable(received))
                    : NotRead<T>(received),
            notSent => new ReadOutcome<T>.Unavailable($"{Server.Host} could not be reached: {notSent.Reason}."),
            lost => new ReadOutcome<T>.Unavailable($"{Server.Host} gave no answer: {lost.Reason}.")
        );

    /// <summary>Null when the body is no JSON or not what was expected.</summary>
    public static T? Parse<T>(WireAnswer.Received received, JsonTypeInfo<T> type)
        where T : class
    {
        if (!received.IsJson)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(received.Body, type);
        }
        // Texts with half a surrogate pair are no JsonException.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What the server said, as a part of a sentence: its own words where it has some, else its status. Never the token.</summary>
    public string Said(WireAnswer.Received received)
    {
        var error = Parse(received, MastodonJson.Default.MastodonError);
        return Shown(error?.ErrorDescription ?? error?.Error) is { Length: > 0 } words
            ? FormattableString.Invariant($"it answered {received.Status}, “{words}”")
            : FormattableString.Invariant($"it answered {received.Status} without saying why");
    }

    public string Unreadable(WireAnswer.Received received) =>
        $"{Server.Host} gave an answer that cannot be read: {received.BodyProblem ?? (received.IsJson ? "it is not what the programming interface promises" : "it is no JSON")}.";

    private async Task<WireAnswer> GetOnceAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, null);
        return await wire.ReadAsync(request, cancellationToken);
    }

    private ReadOutcome<T> NotRead<T>(WireAnswer.Received received) =>
        received.Status switch
        {
            429 => new ReadOutcome<T>.Throttled(MastodonHeaders.ThrottledUntil(received.Headers, clock.GetUtcNow())),
            401 => new ReadOutcome<T>.Refused(
                RefusalKind.Account,
                $"{Server.Host} does not accept the access token{OfAccount}: {Said(received)}. {SignIn}"
            ),
            403 => new ReadOutcome<T>.Refused(RefusalKind.Account, NotAllowed(Said(received))),
            402 => new ReadOutcome<T>.Refused(
                RefusalKind.Budget,
                $"{Server.Host} wants to be paid first: {Said(received)}. Settle it there, then resume the account."
            ),
            404 or 410 => new ReadOutcome<T>.Refused(RefusalKind.Post, $"{Server.Host} does not have it ({Said(received)})."),
            >= 400 and < 500 and not 408 => new ReadOutcome<T>.Refused(
                RefusalKind.Post,
                $"{Server.Host} refused to tell ({Said(received)})."
            ),
            >= 300 and < 400 => new ReadOutcome<T>.Unavailable(
                $"{Server.Host} points to another address; if this goes on, correct `server`{OfAccount}."
            ),
            _ => new ReadOutcome<T>.Unavailable($"{Server.Host} is in trouble ({Said(received)})."),
        };

    private string NotAllowed(string said) =>
        said.Contains("scopes", StringComparison.OrdinalIgnoreCase)
            ? $"The access token{OfAccount} does not include the right to ask for this: {said}. {SignIn}"
        : account is null ? $"{Server.Host} does not allow this: {said}."
        : $"{Server.Host} does not allow this to the account {account}: {said}. Sign in there and see what is wrong with it, {AccountRemedy.Resume(account)}";

    private string OfAccount => account is null ? "" : $" of the account {account}";

    private string SignIn => account is null ? "Sign in again." : AccountRemedy.SignIn(account);

    private string? Shown(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var line = new string([.. text.Where(c => !char.IsControl(c)).Take(300)]).Trim().TrimEnd('.');
        return token is not null && line.Contains(token[..Math.Min(8, token.Length)], StringComparison.Ordinal) ? null : line;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(Server, path)) { Content = content };
        request.Headers.UserAgent.Add(s_program);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
