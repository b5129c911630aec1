using System.Net.Http.Headers;
using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Crates;

/// <summary>
/// Asks crates.io what it knows of a crate: two requests, a second apart. One of these serves the whole program, since the limit is the program's. Nothing is
/// kept here.
/// </summary>
/// <param name="contact">Whom the operators may write to, an address of the web or of mail; they ask for one.</param>
/// <param name="server">Null: https://crates.io/</param>
internal sealed class CratesIo(WireClient wire, TimeProvider clock, string? contact, Uri? server = null) : IDisposable
{
    private static readonly TimeSpan s_readLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_unknown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Uri _server = server ?? new Uri("https://crates.io/");
    private readonly OneASecond _queue = new(clock);
    private DateTimeOffset? _throttledUntil;

    private DateTimeOffset? StillThrottledUntil => _throttledUntil > clock.GetUtcNow() ? _throttledUntil : null;

    /// <exception cref="OperationCanceledException"/>
    public async Task<CrateAnswer> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (!CrateName.IsPossible(name))
        {
            return new CrateAnswer.Unknown();
        }

        var path = "api/v1/crates/" + name;
        var (crate, problem) = await ReadAsync(path, "crate", JsonValueKind.Object, cancellationToken);
        if (crate is not { } told)
        {
            return problem!;
        }

        var (owners, notTold) = await ReadAsync(path + "/owners", "users", JsonValueKind.Array, cancellationToken);
        return owners is { } users ? Judge(name, told, users) : notTold!;
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>A member of an answer, or what it means that there is none.</summary>
    private async Task<(JsonElement? Member, CrateAnswer? Problem)> ReadAsync(
        string path,
        string member,
        JsonValueKind kind,
        CancellationToken cancellationToken
    )
    {
        var answer = await AskAsync(path, cancellationToken);
        // Every version with its features can be more than is read; without the versions it is short.
        if (answer is WireAnswer.Received { Status: 200, Body: null } && member == "crate")
        {
            answer = await AskAsync(path + "?include=keywords", cancellationToken);
        }

        return answer.Match(
            received =>
                received.Status == 200 && LooseJson.ObjectOf(received) is { } told && LooseJson.Member(told, member).ValueKind == kind
                    ? (LooseJson.Member(told, member), null)
                    : ((JsonElement?)null, NotTold(received)),
            notSent => (null, new CrateAnswer.NotAnswered($"{_server.Host} could not be reached: {notSent.Reason}.", StillThrottledUntil)),
            lost => (null, new CrateAnswer.NotAnswered($"{_server.Host} gave no answer: {lost.Reason}."))
        );
    }

    private async Task<WireAnswer> AskAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await _queue.AskAsync(() => AskOnceAsync(path, cancellationToken), cancellationToken);
        // A kept connection may have been closed meanwhile.
        return answer is WireAnswer.Lost && !cancellationToken.IsCancellationRequested
            ? await _queue.AskAsync(() => AskOnceAsync(path, cancellationToken), cancellationToken)
            : answer;
    }

    private async Task<WireAnswer> AskOnceAsync(string path, CancellationToken cancellationToken)
    {
        if (StillThrottledUntil is not null)
        {
            return new WireAnswer.NotSent("it takes no requests for a while");
        }

        using var limit = new CancellationTokenSource(s_readLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server, path));
        ProgramName.Sign(request, contact);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await wire.ReadAsync(request, either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }

    private CrateAnswer NotTold(WireAnswer.Received received)
    {
        // A page of somebody in between is no word of crates.io.
        if (received.Status == 404 && LooseJson.ObjectOf(received) is { } problem && LooseJson.List(problem, "errors").Any())
        {
            return new CrateAnswer.Unknown();
        }

        if (received.Status == 429)
        {
            _throttledUntil = Until(received.Headers.RetryAfter);
            return new CrateAnswer.NotAnswered($"{_server.Host} takes no requests for a while.", _throttledUntil);
        }

        return new CrateAnswer.NotAnswered(
            received.Status == 200
                ? $"{_server.Host} gave an answer that cannot be read: {received.BodyProblem ?? "it is not what the programming interface promises"}."
                : FormattableString.Invariant($"{_server.Host} did not tell; it answered {received.Status}.")
        );
    }

    private DateTimeOffset Until(RetryConditionHeaderValue? after)
    {
        var now = clock.GetUtcNow();
        var wait = after?.Delta ?? after?.Date - now ?? s_unknown;
        return now
            + (
                wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
                : wait > s_longest ? s_longest
                : wait
            );
    }

    private CrateAnswer Judge(string name, JsonElement crate, JsonElement owners) =>
        LooseJson.Text(crate, "name") is { } canonical && CrateName.IsPossible(canonical) && CrateName.AreSame(canonical, name)
            ? new CrateAnswer.Known(CrateReader.Read(canonical, crate, owners))
            : new CrateAnswer.NotAnswered($"{_server.Host} tells of another crate than the one asked for.");
}
