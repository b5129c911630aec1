using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Syndicator.App.SignIn;

namespace Syndicator.App.Pages;

/// <summary>Carries what an act says over the redirection to the page that follows. Encrypted: nobody else can put words there.</summary>
internal static class SaidCookie
{
    private const string Name = "syndicator-said";

    /// <summary>A proxy may take 4096 bytes of all headers, as browsers do of a cookie; encryption and its text form make half as much again of these.</summary>
    private const int MostBytes = 1800;

    private const int LongestUndo = 1500;

    /// <summary>Nobody reads it as HTML, and letters of all languages stay short.</summary>
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(1);

    public static void Put(HttpContext context, SaidView said)
    {
        context.Response.Cookies.Append(
            NameIn(context),
            Convert.ToBase64String(Protector(context).Protect(Fitting(said))),
            Options(context, s_life)
        );
    }

    /// <summary>Null when nothing was said, or somebody else wrote it.</summary>
    public static SaidView? Take(HttpContext context)
    {
        if (context.Request.Cookies[NameIn(context)] is not { Length: > 0 } kept)
        {
            return null;
        }

        context.Response.Cookies.Delete(NameIn(context), Options(context, null));
        try
        {
            return JsonSerializer.Deserialize<SaidView>(Protector(context).Unprotect(Convert.FromBase64String(kept)));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The text is cut where it is too long; an undo of more things than that is none.</summary>
    private static byte[] Fitting(SaidView said)
    {
        var (text, undo) = (said.Text, said.Undo is { Length: <= LongestUndo } fitting ? fitting : null);
        var kept = Bytes(said with { Undo = undo });
        while (kept.Length > MostBytes)
        {
            text = text[..(text.Length * 3 / 4)];
            kept = Bytes(said with { Text = text + "…", Undo = undo });
        }

        return kept;
    }

    private static byte[] Bytes(SaidView said) => JsonSerializer.SerializeToUtf8Bytes(said, s_json);

    private static string NameIn(HttpContext context) => SignInCookies.NameOf(Name, context.Request.IsHttps);

    private static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = life,
        };

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("said");
}
