using System.Text;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.X;

/// <summary>OAuth 2.0: the person always says yes.</summary>
public sealed partial class FakeX
{
    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256")
        {
            return Results.BadRequest();
        }

        var redirect = query["redirect_uri"].ToString();
        var code = _gate.NewCode(query["code_challenge"].ToString(), redirect, query["scope"].ToString());
        return Results.Redirect($"{redirect}?state={Uri.EscapeDataString(query["state"].ToString())}&code={code}");
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!IsClient(context, form))
        {
            await ErrorAsync(context, 401, "unauthorized_client", "Missing valid authorization header");
            return;
        }

        var granted = form["grant_type"].ToString() switch
        {
            "authorization_code" => _gate.Redeem(form["code"].ToString(), form["code_verifier"].ToString(), form["redirect_uri"].ToString())
                is { } scope
                ? With(_gate.NewTokens(scope), scope)
                : null,
            "refresh_token" => _gate.Refresh(form["refresh_token"].ToString()),
            _ => ((string Access, string Refresh, string Scope)?)null,
        };
        await (
            granted is var (access, refresh, rights)
                ? XDesk.AnswerAsync(
                    context,
                    200,
                    new JsonObject
                    {
                        ["token_type"] = "bearer",
                        ["expires_in"] = (int)TokenLifetime.TotalSeconds,
                        ["access_token"] = access,
                        ["scope"] = rights,
                        ["refresh_token"] = refresh,
                    }
                )
                : ErrorAsync(context, 400, "invalid_request", "Value passed for the token was invalid.")
        );
    }

    private async Task RevokeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!IsClient(context, form))
        {
            await ErrorAsync(context, 401, "unauthorized_client", "Missing valid authorization header");
            return;
        }

        await XDesk.AnswerAsync(context, 200, new JsonObject { ["revoked"] = _gate.Revoke(form["token"].ToString()) });
    }

    /// <summary>A public client names itself, a confidential one proves itself.</summary>
    private static bool IsClient(HttpContext context, IFormCollection form)
    {
        var proof = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{ClientSecret}"));
        var header = context.Request.Headers.Authorization.ToString();
        return header.Length == 0 ? form["client_id"] == ClientId : header == "Basic " + proof;
    }

    private static (string Access, string Refresh, string Scope)? With((string Access, string Refresh) tokens, string scope) =>
        (tokens.Access, tokens.Refresh, scope);

    private static Task ErrorAsync(HttpContext context, int status, string error, string description) =>
        XDesk.AnswerAsync(context, status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
