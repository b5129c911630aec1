using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Syndicator.Calls.Feeds;

namespace Syndicator.App;

/// <summary>Feeds of open calls: where they are, and where they come from. Registered as a singleton; asked at every request.</summary>
/// <param name="Calls">Of the publication with this id; null when there is none such.</param>
internal sealed record HostFeeds(Func<string, CancellationToken, Task<CallFeed?>> Calls)
{
    public const string Atom = "/feeds/{publication}/calls.atom";
    public const string Calendar = "/feeds/{publication}/calls.ics";

    /// <summary>Readers come back every few minutes; a call changes a few times in its life.</summary>
    private const string KeepForMinutes = "public, max-age=300";

    public static string AtomOf(string publication) => AddressOf(Atom, publication);

    public static string CalendarOf(string publication) => AddressOf(Calendar, publication);

    /// <summary>All of it; nothing where the asker has just these bytes.</summary>
    public static IResult Send(HttpContext context, byte[] content, string contentType)
    {
        context.Response.Headers.CacheControl = KeepForMinutes;
        // What it says stands in public issues: a proxy may publish it for everybody's pages.
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..32];
        return Results.Bytes(content, contentType, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }

    private static string AddressOf(string route, string publication) =>
        route.Replace("{publication}", Uri.EscapeDataString(publication), StringComparison.Ordinal);
}
