using System.Globalization;
using Syndicator.App.Commands;
using Syndicator.App.SignIn;
using Syndicator.Configuration;

namespace Syndicator.App.Api;

/// <summary>What an operation on one publication works with.</summary>
internal sealed record ApiRequest(HttpContext Context, Syndication Syndication, Publication Publication, Visitor Visitor)
{
    public CancellationToken Stop => Context.RequestAborted;

    public string Actor => Visitor.Actor;

    /// <summary>A part of the route, as it was written.</summary>
    public string Route(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>The id of the route; null where it is none.</summary>
    public Guid? Id => Guid.TryParseExact(Route("id"), "D", out var id) ? id : null;

    /// <summary>Null where the address does not have it, or has nothing there.</summary>
    public string? Query(string name) => Context.Request.Query[name].FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>A number of the query, which was found to be one.</summary>
    public int Number(string name, int otherwise) =>
        int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public int Limit => Number("limit", ApiParameter.UsualLimit);

    public int Skip => Number("skip", 0);

    public static IResult Json<T>(T value) => Results.Json(value, Output.Options);

    /// <summary>One thing, with its version as its tag.</summary>
    public IResult Versioned<T>(T value, long version)
    {
        Context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Json(value);
    }

    /// <summary>A part of a list; the header Link leads to the parts around it (RFC 8288).</summary>
    /// <param name="items">Of this part.</param>
    public IResult Page<T>(IReadOnlyList<T> items, bool hasMore)
    {
        var links = new List<string>();
        if (Skip > 0)
        {
            links.Add($"<{AddressFrom(Math.Max(0, Skip - Limit))}>; rel=\"prev\"");
        }

        if (hasMore && Skip + Limit <= ApiParameter.FarthestSkip)
        {
            links.Add($"<{AddressFrom(Skip + Limit)}>; rel=\"next\"");
        }

        if (links.Count > 0)
        {
            Context.Response.Headers.Link = string.Join(", ", links);
        }

        return Json(items);
    }

    /// <summary>The part of a whole list that is asked for.</summary>
    public IResult PageOf<T>(IEnumerable<T> all)
    {
        var rest = all.Skip(Skip).Take(Limit + 1).ToList();
        return Page<T>([.. rest.Take(Limit)], rest.Count > Limit);
    }

    /// <summary>The version that the caller saw: of the header If-Match, or of the body; null where they do not say.</summary>
    /// <param name="ofBody">Its member <c>version</c>.</param>
    public (long? Version, ApiProblem? Problem) Seen(long? ofBody)
    {
        var header = Context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
        {
            return (ofBody, null);
        }

        if (header is not ['"', .. var tag, '"'] || !long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return (null, ApiProblem.BadRequest("bad-version", "The header If-Match is no version. Write the ETag of the answer: \"3\"."));
        }

        return ofBody is { } other && other != version
            ? (
                null,
                ApiProblem.BadRequest(
                    "bad-version",
                    "The header If-Match and the member `version` say different versions. Send one of them."
                )
            )
            : (version, null);
    }

    private string AddressFrom(int skip)
    {
        var query = Context
            .Request.Query.Where(pair => pair.Key != "skip")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create<string, string?>("skip", skip.ToString(CultureInfo.InvariantCulture)));
        return Context.Request.Path + QueryString.Create(query).ToString();
    }
}
