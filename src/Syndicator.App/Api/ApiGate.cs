using System.Globalization;
using System.Net;
using Syndicator.App.SignIn;
using Syndicator.Editors;

namespace Syndicator.App.Api;

/// <summary>
/// Lets programs to addresses below <c>/api</c> by their token alone, at an open desk too: no cookie counts there, and nothing that a browser sends by itself,
/// so another site's page can neither read nor decide anything. A token opens nothing elsewhere.
/// </summary>
internal sealed class ApiGate(RequestDelegate next)
{
    private static readonly PathString s_api = "/api";

    /// <summary>Routes do not mind capitals.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments(s_api, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token has let it in, or must have.</summary>
    public static bool IsProgram(HttpContext context) => IsApi(context.Request.Path) || Visitor.Of(context) is { IsProgram: true };

    /// <summary>The metrics may be read with a token as well as by somebody who has signed in.</summary>
    public Task InvokeAsync(HttpContext context) =>
        IsApi(context.Request.Path) || (HostMetrics.IsAsked(context.Request.Path) && TokenOf(context.Request) is not null)
            ? LetInAsync(context)
            : next(context);

    private async Task LetInAsync(HttpContext context)
    {
        // Not whom an open desk takes everybody for.
        context.Features.Set<Visitor>(null);
        var access = context.RequestServices.GetService<ApiAccess>();
        var token = TokenOf(context.Request);
        if (access is null || token is null)
        {
            await RefuseAsync(context, "unauthorized", "It came without a token.");
        }
        else if (await access.Tokens.FindAsync(token, context.RequestAborted) is var (person, role))
        {
            context.Features.Set(new Visitor(person.Name, role, IsOpen: false, Visitor.Program));
            await next(context);
        }
        else
        {
            await CountAsync(context, access);
        }
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var scheme, var token]
        && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : null;

    /// <summary>Whoever tries tokens waits as those do who try passwords. By address, and a token that counts never waits for others behind it.</summary>
    private static async Task CountAsync(HttpContext context, ApiAccess access)
    {
        var address = context.Connection.RemoteIpAddress;
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Syndicator.Api");
        log.LogWarning("A request from {Address} had a token that does not count", address);
        var wait = await access.Attempts.TakeAsync(AttemptFrom.WithToken(address ?? IPAddress.None), context.RequestAborted);
        if (wait is not { } time)
        {
            await RefuseAsync(
                context,
                "unauthorized",
                "Its token does not count: it is wrong, was removed, or its person may not come in any more."
            );
            return;
        }

        var seconds = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await new ApiProblem(
            StatusCodes.Status429TooManyRequests,
            "too-many-attempts",
            "Too many wrong tokens",
            $"Too many requests from this address had a wrong token. Try again in {seconds} s, with one that counts."
        )
        {
            RetryAfter = time,
        }.ExecuteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, string code, string why)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ApiProblem(
            StatusCodes.Status401Unauthorized,
            code,
            "This needs a token",
            $"{why} Send `Authorization: Bearer syndicator_…`; `syndicator editors tokens add NAME --for TEXT` makes a token."
        ).ExecuteAsync(context);
    }
}
