using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Syndicator.App.SignIn;
using Syndicator.Configuration;

namespace Syndicator.App.Pages;

/// <summary>What a page or an act works with.</summary>
/// <param name="Publication">The one that the address names, else the first.</param>
internal sealed record DeskRequest(HttpContext Context, DeskFrame Frame, Syndication Syndication, Publication Publication, Visitor Visitor)
{
    public const string NewsletterField = "newsletter";

    /// <summary>Names the field of a form that says where it was filled in.</summary>
    public const string BackField = "back";

    public CancellationToken Stop => Context.RequestAborted;

    public DateTimeOffset Now => Syndication.Clock.GetUtcNow();

    /// <summary>A part of the route; empty when it has none such.</summary>
    public string Route(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>Null where the address does not have it, or has nothing there.</summary>
    public string? Query(string name) => Context.Request.Query[name].FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>A whole number of the query, or null; whatever is no number counts as not there.</summary>
    public long? QueryNumber(string name) =>
        long.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Of an act: a field of the form, trimmed; empty when it has none such. Read by the guard already.</summary>
    public string Form(string name) => Context.Request.HasFormContentType ? Context.Request.Form[name].ToString().Trim() : "";

    /// <summary>Of an act: all values of a field.</summary>
    public IReadOnlyList<string> FormAll(string name) =>
        Context.Request.HasFormContentType ? [.. Context.Request.Form[name].OfType<string>()] : [];

    /// <summary>A page that has its view as the parameter <c>View</c>.</summary>
    public static IResult Page<TPage>(object view, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["View"] = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public static IResult NotFound() =>
        new RazorComponentResult<NotFoundPage> { StatusCode = StatusCodes.Status404NotFound, PreventStreamingRendering = true };

    /// <summary>Returns from an act to where it was begun, and says there how it ended.</summary>
    /// <param name="at">The id of an element to go to; null: the top of the page.</param>
    public IResult Back(SaidView said, string? at = null)
    {
        SaidCookie.Put(Context, said);
        Context.Response.Headers.Location = (LocalPath(Form(BackField)) ?? Frame.To("/")) + (at is null ? "" : "#" + at);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The path, if it leads nowhere else.</summary>
    public static string? LocalPath(string path) =>
        path.Length is > 0 and < 2000
        && path[0] == '/'
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && path.All(sign => sign is > ' ' and < (char)127)
            ? path.Split('#')[0]
            : null;
}
