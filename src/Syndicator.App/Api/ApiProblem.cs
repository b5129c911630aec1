using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.App.Commands;

namespace Syndicator.App.Api;

/// <summary>Why something was not done (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="Code">Stable, kebab-case, documented in docs/api.md.</param>
/// <param name="Title">The same for every problem of a code.</param>
/// <param name="Detail">What happened here, and what to do.</param>
internal sealed record ApiProblem(int Status, string Code, string Title, string Detail) : IResult
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions s_json = new(Output.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Of a conflict: who was faster.</summary>
    public string? By { get; init; }

    /// <summary>Of a conflict: when they were.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The id of what is in the way already.</summary>
    public string? Same { get; init; }

    /// <summary>After how much time it may be tried again.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, "not-found", "There is no such thing", detail);

    public static ApiProblem BadRequest(string code, string detail) =>
        new(StatusCodes.Status400BadRequest, code, "The request cannot be understood", detail);

    public static ApiProblem NotPossible(string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, "not-possible", "That is not possible", detail);

    public static ApiProblem Changed(string detail) =>
        new(StatusCodes.Status409Conflict, "changed", "Somebody was faster", $"{detail} Nothing was done; look at it again.");

    public static ApiProblem Unavailable(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, "unavailable", "That does not work just now", detail);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(this, s_json, ContentType, httpContext.RequestAborted);
    }
}
