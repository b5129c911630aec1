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

    /// <summary>Null where the address does not have it, or has nothing there, or U+0000, which PostgreSQL takes in no text and no form can send.</summary>
    public string? Query(string name) =>
        Context
            .Request.Query[name]
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value) && !value.Contains('\0', StringComparison.Ordinal));

    /// <summary>A whole number of the query, or null; whatever is no number counts as not there.</summary>
    public long? QueryNumber(string name) =>
        long.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Of an act: a field of the form, trimmed; empty when it has none such. Read by the guard already.</summary>
    public string Form(string name) => Context.Request.HasFormContentType ? Context.Request.Form[name].ToString().Trim() : "";

    /// <summary>Of an act that is refused: the fields with what was filled in, so that nobody types it twice.</summary>
    public IReadOnlyList<FieldView> Filled(IReadOnlyList<FieldView> fields) =>
        [.. fields.Select(field => field with { Value = Form(field.Name) })];

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

    /// <summary>That an act came too late for what its button was about, with who was first and what they did.</summary>
    /// <param name="called">How people know whoever it was.</param>
    public SaidView Faster(string actor, string called, DateTimeOffset at, string what)
    {
        var act = $"{what}, {Words.Brief(at, Publication.Zone)}";
        return new SaidView(
            actor == Visitor.Actor
                ? $"You did something with it since this page was loaded ({act}). Nothing more was done; it is shown as it is now."
                : $"{called} was faster ({act}). Nothing was done by you; it is shown as it is now.",
            IsTrouble: true
        );
    }

    /// <summary>Of an act: why, or what is said to it besides.</summary>
    public string Reason => Form("reason") is { Length: > 0 } reason ? reason : Form("note");

    /// <summary>A page with the query of this one, but for one part of it.</summary>
    /// <param name="value">Null: without that part.</param>
    public string Again(string path, string name, string? value)
    {
        var query = Context
            .Request.Query.Where(pair => pair.Key != name)
            .SelectMany(pair => pair.Value, (pair, each) => KeyValuePair.Create(pair.Key, each))
            .Append(KeyValuePair.Create(name, value));
        return path + QueryString.Create(query.Where(pair => !string.IsNullOrEmpty(pair.Value)));
    }

    /// <summary>The same list from another place on.</summary>
    public string From(string path, int skip) => Again(path, "skip", skip == 0 ? null : Words.Number(skip));

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
