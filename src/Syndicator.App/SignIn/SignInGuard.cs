using Microsoft.AspNetCore.Antiforgery;

namespace Syndicator.App.SignIn;

/// <summary>Takes forms of this desk only. A filter, because an endpoint that takes only route values is not checked by its metadata alone.</summary>
internal sealed class SignInGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    private static readonly SignInTroubleView s_stale = new(
        "This page was too old",
        "It was open for too long, or another tab signed in or out meanwhile. Nothing was changed.",
        "Load it again and repeat what you did."
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || await IsOursAsync(http)
            ? await next(context)
            : SignInAnswer.Trouble(StatusCodes.Status400BadRequest, s_stale);
    }

    private async Task<bool> IsOursAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        // The form is too long, broken off, or none.
        catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException or IOException)
        {
            return false;
        }
    }
}
