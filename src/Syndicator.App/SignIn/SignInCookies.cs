using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Syndicator.Editors;
using Syndicator.Editors.Providers;

namespace Syndicator.App.SignIn;

/// <summary>What the browser keeps for the desk. Under https no other host, not even a neighbour below the same domain, can set these cookies.</summary>
internal sealed class SignInCookies(SignInSettings settings, IDataProtectionProvider keys)
{
    private const int LongestSecret = 100;

    /// <summary>A browser in which somebody has signed in is known for so long.</summary>
    private static readonly TimeSpan s_known = TimeSpan.FromDays(180);

    private readonly IDataProtector _pending = keys.CreateProtector("Syndicator.SignIn.Pending.v1");
    private readonly IDataProtector _browser = keys.CreateProtector("Syndicator.SignIn.Browser.v1");

    private bool IsSecure => settings.PublicUrl is not null;
    private string Session => Name("syndicator");
    private string Pending => Name("syndicator-sign-in");
    private string Browser => Name("syndicator-browser");

    /// <summary>A cookie's name; with this beginning browsers take it only under https, and from this very host.</summary>
    public static string NameOf(string name, bool isSecure) => isSecure ? "__Host-" + name : name;

    /// <summary>Null when there is none.</summary>
    public string? ReadSession(HttpContext context) =>
        context.Request.Cookies[Session] is { Length: > 0 and <= LongestSecret } secret ? secret : null;

    public void PutSession(HttpContext context, string secret, TimeSpan longest) => Put(context, Session, secret, longest);

    public void DropSession(HttpContext context) => Drop(context, Session);

    public void PutPending(HttpContext context, PendingSignIn pending) =>
        Put(context, Pending, _pending.Protect(JsonSerializer.Serialize(pending)), PendingSignIn.Longest);

    /// <summary>What this browser began, once; null when it began nothing.</summary>
    public PendingSignIn? TakePending(HttpContext context)
    {
        if (Read(context, Pending, _pending) is not { } json)
        {
            return null;
        }

        Drop(context, Pending);
        return JsonSerializer.Deserialize<PendingSignIn>(json);
    }

    /// <summary>Remembers that somebody signed in here.</summary>
    public void PutBrowser(HttpContext context, string name) =>
        Put(context, Browser, _browser.Protect($"{name} {RandomSecret.Make()}"), s_known);

    /// <summary>The id of this browser, if this very name was signed in from it before.</summary>
    public string? ReadBrowser(HttpContext context, string? name) =>
        name is not null && Read(context, Browser, _browser)?.Split(' ') is [var known, var id] && known == name ? id : null;

    private string Name(string name) => NameOf(name, IsSecure);

    private void Put(HttpContext context, string name, string value, TimeSpan longest) =>
        context.Response.Cookies.Append(name, value, Options(longest));

    private void Drop(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options(null));

    /// <remarks>Lax: a link from elsewhere, or a provider's way back, finds the session; another site's form does not.</remarks>
    private CookieOptions Options(TimeSpan? longest) =>
        new()
        {
            HttpOnly = true,
            Secure = IsSecure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
            MaxAge = longest,
        };

    /// <summary>Null also when the cookie is not ours, or of keys that are gone.</summary>
    private static string? Read(HttpContext context, string name, IDataProtector protector)
    {
        try
        {
            return context.Request.Cookies[name] is { Length: > 0 } value ? protector.Unprotect(value) : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
