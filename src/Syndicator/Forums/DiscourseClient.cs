using System.Net.Http.Headers;
using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>Asks one forum as anybody may. Redirects are followed within its host only; every answer is judged by its status first.</summary>
/// <param name="forum">With a final slash.</param>
/// <param name="contact">Whom its operators may write to.</param>
internal sealed class DiscourseClient(Uri forum, WireClient wire, TimeProvider clock, string? contact)
{
    private const int MostRedirects = 3;

    /// <summary>Of one question with its redirects.</summary>
    private static readonly TimeSpan s_readLimit = TimeSpan.FromSeconds(30);

    public string Host => forum.Host;

    /// <param name="path">Relative to the forum.</param>
    public async Task<ReadOutcome<JsonElement>> GetAsync(string path, CancellationToken cancellationToken) =>
        Understand(await AskAsync(path, cancellationToken));

    public async Task<WireAnswer> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_readLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var address = new Uri(forum, path);
        for (var turn = 0; ; turn++)
        {
            var answer = await AskTwiceAsync(address, either.Token);
            if (turn == MostRedirects || Target(answer, address) is not { } next)
            {
                return answer;
            }

            address = next;
        }
    }

    public ReadOutcome<JsonElement> Understand(WireAnswer answer) =>
        answer.Match(
            received =>
                received.Status != 200 ? NotRead(received)
                : LooseJson.ObjectOf(received) is { } value ? new ReadOutcome<JsonElement>.Read(value)
                : Unavailable(
                    $"{Host} gave an answer that cannot be read: {received.BodyProblem ?? (received.IsJson ? "it is not what the programming interface promises" : "it is no JSON")}."
                ),
            notSent => Unavailable($"{Host} could not be reached: {notSent.Reason}."),
            lost => Unavailable($"{Host} gave no answer: {lost.Reason}.")
        );

    /// <summary>Once more when the connection broke off: a kept one may have been closed meanwhile. Reading twice changes nothing.</summary>
    private async Task<WireAnswer> AskTwiceAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await AskOnceAsync(address, cancellationToken);
        return answer is WireAnswer.Lost && !cancellationToken.IsCancellationRequested
            ? await AskOnceAsync(address, cancellationToken)
            : answer;
    }

    private async Task<WireAnswer> AskOnceAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        ProgramName.Sign(request, contact);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await wire.ReadAsync(request, cancellationToken);
    }

    private static Uri? Target(WireAnswer answer, Uri from) =>
        answer is WireAnswer.Received { Status: 301 or 302 or 303 or 307 or 308, Headers.Location: { } location }
        && Uri.TryCreate(from, location, out var target)
        && target.Host.Equals(from.Host, StringComparison.OrdinalIgnoreCase)
        && ((target.Scheme == from.Scheme && target.Port == from.Port) || IsMadeSecure(from, target))
            ? target
            : null;

    private static bool IsMadeSecure(Uri from, Uri target) =>
        from.Scheme == Uri.UriSchemeHttp && target.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && target.IsDefaultPort;

    private ReadOutcome<JsonElement> NotRead(WireAnswer.Received received) =>
        received.Status switch
        {
            429 => new ReadOutcome<JsonElement>.Throttled(DiscourseThrottle.Until(received, clock.GetUtcNow())),
            // The forum's own refusals are JSON; a page for people is a challenge put before it.
            401 or 403 when received.IsJson => Refused($"{Host} does not show it to everybody ({Said(received)})."),
            401 or 403 => Unavailable(
                $"{Host} wants to see a person first ({Said(received)}). If this goes on, ask its operators to let Syndicator read."
            ),
            404 or 410 => Refused($"{Host} does not have it ({Said(received)}). Was it moved, deleted or made private?"),
            >= 300 and < 400 => Unavailable($"{Host} points to another address; if this goes on, correct the topic's address."),
            _ => Unavailable($"{Host} is in trouble ({Said(received)})."),
        };

    private static string Said(WireAnswer.Received received) =>
        LooseJson.ObjectOf(received) is { } problem
        && LooseJson.List(problem, "errors").FirstOrDefault() is { ValueKind: JsonValueKind.String } words
            ? FormattableString.Invariant($"it answered {received.Status}, “{OneLine.Of(Words(words)).TrimEnd('.')}”")
            : FormattableString.Invariant($"it answered {received.Status} without saying why");

    private static string Words(JsonElement words)
    {
        try
        {
            return words.GetString()!;
        }
        // Half a surrogate pair.
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static ReadOutcome<JsonElement> Refused(string reason) => new ReadOutcome<JsonElement>.Refused(RefusalKind.Post, reason);

    private static ReadOutcome<JsonElement> Unavailable(string reason) => new ReadOutcome<JsonElement>.Unavailable(reason);
}
