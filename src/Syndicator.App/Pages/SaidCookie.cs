using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Syndicator.App.Pages;

/// <summary>Carries what an act says over the redirection to the page that follows. Encrypted: nobody else can put words there.</summary>
internal static class SaidCookie
{
    private const string Name = "syndicator-said";

    /// <summary>Browsers keep 4096 bytes of a cookie; encryption and its text form need some of them.</summary>
    private const int LongestText = 1200;

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(1);

    public static void Put(HttpContext context, SaidView said)
    {
        var text = said.Text.Length > LongestText ? said.Text[..LongestText] + "…" : said.Text;
        var kept = JsonSerializer.SerializeToUtf8Bytes(said with { Text = text });
        context.Response.Cookies.Append(
            Name,
            Convert.ToBase64String(Protector(context).Protect(kept)),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = s_life,
            }
        );
    }

    /// <summary>Null when nothing was said, or somebody else wrote it.</summary>
    public static SaidView? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } kept)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name);
        try
        {
            return JsonSerializer.Deserialize<SaidView>(Protector(context).Unprotect(Convert.FromBase64String(kept)));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("said");
}
