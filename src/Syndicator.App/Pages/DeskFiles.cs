using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Syndicator.App.Pages;

/// <summary>The few files the pages need, carried inside the program. Their addresses change with their content, so browsers may keep them for good.</summary>
internal static class DeskFiles
{
    private static readonly DeskFile s_style = Read("desk.css", "text/css; charset=utf-8");
    private static readonly DeskFile s_script = Read("desk.js", "text/javascript; charset=utf-8");
    private static readonly DeskFile s_icon = Read("desk.svg", "image/svg+xml");

    public static string StyleAddress => s_style.Address;
    public static string ScriptAddress => s_script.Address;
    public static string IconAddress => s_icon.Address;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var file in new[] { s_style, s_script, s_icon })
        {
            routes.MapMethods("/" + file.Name, ["GET", "HEAD"], HostAnswer.By(context => Send(context, file)));
        }
    }

    private static IResult Send(HttpContext context, DeskFile file)
    {
        context.Response.Headers.CacheControl = context.Request.QueryString.HasValue
            ? "public, max-age=31536000, immutable"
            : "public, no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    private static DeskFile Read(string name, string contentType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new DeskFile(name, contentType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private sealed record DeskFile(string Name, string ContentType, byte[] Content, string Hash)
    {
        public string Address => $"/{Name}?v={Hash}";
    }
}
