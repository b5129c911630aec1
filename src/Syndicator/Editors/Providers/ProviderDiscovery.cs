using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Editors.Providers;

/// <summary>Where a provider's addresses are: in the settings, or in the document it publishes (OpenID Connect Discovery 1.0), read at the first use and then once a day.</summary>
internal sealed class ProviderDiscovery(SignInProvider provider, ProviderCalls calls, TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    private (ProviderEndpoints Endpoints, DateTimeOffset At)? _known;

    public async Task<(ProviderEndpoints? Endpoints, ProviderOutcome? Trouble)> FindAsync(CancellationToken cancellationToken)
    {
        if (provider.Endpoints is { } given)
        {
            return (given, null);
        }

        if (_known is { } known && clock.GetUtcNow() - known.At < s_kept)
        {
            return (known.Endpoints, null);
        }

        var address = new Uri(provider.Authority!.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration");
        var answer = await calls.ReadAsync(address, token: null, cancellationToken);
        if (answer.Trouble is not null)
        {
            return (null, answer.Trouble);
        }

        var (endpoints, mistake) = Read(answer);
        if (endpoints is null)
        {
            return (null, new ProviderOutcome.Unusable($"{provider.Title}: {mistake} ({address})"));
        }

        _known = (endpoints, clock.GetUtcNow());
        return (endpoints, null);
    }

    private (ProviderEndpoints? Endpoints, string? Mistake) Read(ProviderAnswer answer)
    {
        var issuer = LooseJson.Text(answer.Json, "issuer");
        if (answer.Status != 200 || issuer is null)
        {
            return (
                null,
                FormattableString.Invariant($"there is no description of an OpenID Connect provider, but status {answer.Status}.")
            );
        }

        if (issuer.TrimEnd('/') != provider.Authority!.AbsoluteUri.TrimEnd('/'))
        {
            return (null, $"the provider calls itself {OneLine.Of(issuer, 200)}; Authority must be just that.");
        }

        return
            Address(answer.Json, "authorization_endpoint") is { } authorization
            && Address(answer.Json, "token_endpoint") is { } token
            && Address(answer.Json, "userinfo_endpoint") is { } userInformation
            ? (new ProviderEndpoints(authorization, token, userInformation, issuer), null)
            : (null, "its description lacks an https address to sign in, for tokens, or for user information.");
    }

    private static Uri? Address(JsonElement document, string name) =>
        Uri.TryCreate(LooseJson.Text(document, name), UriKind.Absolute, out var address) && SignInProvider.IsSafe(address) ? address : null;
}
