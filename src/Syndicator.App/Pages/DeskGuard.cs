using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Syndicator.App.SignIn;

namespace Syndicator.App.Pages;

/// <summary>
/// Stands before every page and act: whatever is not merely read needs the token of a form of this desk, and somebody who may decide.
/// A part of every handler, because an endpoint that takes only route values is not checked by its metadata alone.
/// </summary>
internal static class DeskGuard
{
    private const string Expired =
        "This page was open for too long, or another tab signed in or out. Nothing was changed. Go back, load the page again, and repeat it.";

    private const string Unreadable = "The form could not be read. Nothing was changed. Go back and try again.";

    /// <summary>What <paramref name="next"/> answers, or why it is not asked.</summary>
    public static async Task<IResult> PassAsync(HttpContext context, Func<HttpContext, Task<IResult>> next)
    {
        if (IsRead(context.Request.Method))
        {
            return await next(context);
        }

        var trouble = await TroubleAsync(context);
        return trouble is { } found ? Refuse(found.Status, found.Why)
            : MayAct(context) ? await next(context)
            : Refuse(
                StatusCodes.Status403Forbidden,
                "You may look at everything here and decide nothing. An administrator can make you an editor."
            );
    }

    /// <summary>What anybody may do who has a form of this desk, such as signing in or out.</summary>
    public sealed class ForEverybody;

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool MayAct(HttpContext http) =>
        Visitor.Of(http) is { MayDecide: true } || http.GetEndpoint()?.Metadata.GetMetadata<ForEverybody>() is not null;

    private static async Task<(int Status, string Why)?> TroubleAsync(HttpContext http)
    {
        try
        {
            return await HostAnswer.Of<IAntiforgery>(http).IsRequestValidAsync(http) ? null : (StatusCodes.Status400BadRequest, Expired);
        }
        // Whatever hinders the reading of a form comes wrapped in this.
        catch (AntiforgeryValidationException problem)
        {
            return problem.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? (StatusCodes.Status413PayloadTooLarge, "That is too much text for one form. Nothing was changed.")
                : (StatusCodes.Status400BadRequest, Unreadable);
        }
        // UTF-7, which nothing reads any more.
        catch (NotSupportedException)
        {
            return (StatusCodes.Status400BadRequest, Unreadable);
        }
    }

    private static RazorComponentResult<RefusedPage> Refuse(int status, string why) =>
        new(new Dictionary<string, object?> { [nameof(RefusedPage.Why)] = why }) { StatusCode = status, PreventStreamingRendering = true };
}
