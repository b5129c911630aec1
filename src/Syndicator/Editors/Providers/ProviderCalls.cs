using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Editors.Providers;

/// <summary>What a provider answered: JSON, or why there is none.</summary>
internal readonly record struct ProviderAnswer(JsonElement Json, int Status, ProviderOutcome? Trouble);

/// <summary>The requests that this program makes of a provider itself, each within seconds, and few at once: anybody can begin a sign-in.</summary>
internal sealed class ProviderCalls(SignInProvider provider, WireClient wire, SecretResolver secrets, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 8;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _slots = new(AtOnce);

    /// <summary>A document, or what the token's owner is.</summary>
    public async Task<ProviderAnswer> ReadAsync(Uri address, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await SendAsync(request, address, stop => wire.ReadAsync(request, stop), cancellationToken);
    }

    /// <summary>Exchanges a code. Who we are stands in the form; a server that wants it in the header refuses that without using the code up, and gets it so.</summary>
    public async Task<ProviderAnswer> ExchangeAsync(
        Uri address,
        IReadOnlyDictionary<string, string> form,
        CancellationToken cancellationToken
    )
    {
        var (secret, problem) = secrets.Resolve(provider.ClientSecret);
        if (secret is null)
        {
            return new(default, 0, new ProviderOutcome.Unusable($"{problem!.Message} {problem.Remedy}"));
        }

        var named = new Dictionary<string, string>(form) { ["client_id"] = provider.ClientId, ["client_secret"] = secret.Reveal() };
        var answer = await PostAsync(address, named, authorization: null, cancellationToken);
        return answer.Trouble is null && IsUnknownClient(answer)
            ? await PostAsync(address, form, Basic(secret), cancellationToken)
            : answer;
    }

    public static bool IsUnknownClient(ProviderAnswer answer) =>
        answer.Status == 401 || LooseJson.Text(answer.Json, "error") is "invalid_client" or "incorrect_client_credentials";

    public void Dispose() => _slots.Dispose();

    private async Task<ProviderAnswer> PostAsync(
        Uri address,
        IReadOnlyDictionary<string, string> form,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = authorization;
        return await SendAsync(request, address, stop => wire.WriteAsync(request, () => true, stop), cancellationToken);
    }

    private async Task<ProviderAnswer> SendAsync(
        HttpRequestMessage request,
        Uri address,
        Func<CancellationToken, Task<WireAnswer>> send,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        ProgramName.Sign(request, contact: null);
        if (!await _slots.WaitAsync(s_patience, cancellationToken))
        {
            return Unavailable(address, "too many sign-ins are under way");
        }

        try
        {
            using var patience = new CancellationTokenSource(s_patience, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            return (await send(both.Token)).Match(
                received => Judge(received, address),
                notSent => Unavailable(address, notSent.Reason),
                lost => Unavailable(address, lost.Reason)
            );
        }
        finally
        {
            _slots.Release();
        }
    }

    private ProviderAnswer Judge(WireAnswer.Received answer, Uri address) =>
        answer.Status >= 500 ? Unavailable(address, FormattableString.Invariant($"it answered {answer.Status}"))
        : answer.BodyProblem is { } problem ? Unavailable(address, problem)
        : LooseJson.ObjectOf(answer) is { } json ? new(json, answer.Status, null)
        : new(
            default,
            answer.Status,
            new ProviderOutcome.Unusable(
                FormattableString.Invariant(
                    $"{provider.Title} answered {answer.Status} without the JSON object that belongs there ({address.Host})."
                )
            )
        );

    private ProviderAnswer Unavailable(Uri address, string reason) =>
        new(default, 0, new ProviderOutcome.Unavailable($"{provider.Title} could not be asked: {reason} ({address.Host})."));

    /// <summary>RFC 6749, section 2.3.1: both are encoded as forms encode them.</summary>
    private AuthenticationHeaderValue Basic(Secret secret) =>
        new(
            "Basic",
            Convert.ToBase64String(
                Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret.Reveal())}")
            )
        );
}
