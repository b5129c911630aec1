using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Syndicator.App.Pages;
using Syndicator.App.SignIn;
using Syndicator.Secrets;

namespace Syndicator.App;

/// <summary>What forms need: the frame of each request, tokens against forged acts, and keys that outlive the program, so that a page opened before a restart still works after it.</summary>
internal static class HostForms
{
    public static void Register(WebApplicationBuilder builder)
    {
        var isSecure = SignInSettings.Read(builder.Configuration).PublicUrl is not null;
        // Beside those for secrets, which never change by themselves: these do, every 90 days.
        var keys = new KeyFolder(Path.Combine(HostSettings.KeyFolderOf(builder.Configuration), Syndication.DeskFolder));
        builder.Services.AddDataProtection().SetApplicationName("Syndicator.Desk");
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = SignInCookies.NameOf("syndicator-forms", isSecure);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.FormFieldName = "token";
            // Or acts would be taken that are no form and have none to read.
            options.HeaderName = null;
            // Every answer has it already.
            options.SuppressXFrameOptionsHeader = true;
        });
        // It would read or make keys at every start; the first form does it as well. Last, because antiforgery adds it too.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
        builder.Services.AddScoped<DeskFrame>();
        builder.Services.AddCascadingValue(services => services.GetRequiredService<DeskFrame>());
    }

    /// <summary>Instances that share a store share these keys.</summary>
    /// <exception cref="HostProblemException">This instance cannot read them.</exception>
    public static async Task ShareAsync(WebApplicationBuilder builder, Syndication syndication, CancellationToken cancellationToken)
    {
        var (keys, problem) = await syndication.ShareDeskKeysAsync(cancellationToken);
        if (problem is not null)
        {
            throw new HostProblemException(
                $"This instance cannot read what the others protect the desk with. {problem.Message} Instances that share a store need the same key folder. {problem.Remedy}"
            );
        }

        if (keys is not null)
        {
            builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        }
    }

    public static Task OpenAsync(HttpContext context, RequestDelegate next)
    {
        context
            .RequestServices.GetRequiredService<DeskFrame>()
            .Open(context, Visitor.Of(context), context.RequestServices.GetRequiredService<HostDesk>().Newsletters());
        return next(context);
    }
}
