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
        // Beside those for secrets, which never change by themselves: these do, every 90 days.
        var keys = new KeyFolder(Path.Combine(HostSettings.KeyFolderOf(builder.Configuration), "desk"));
        builder.Services.AddDataProtection().SetApplicationName("Syndicator.Desk");
        // It would make keys at every start; the first form does it as well.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "syndicator-forms";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "token";
            // Every answer has it already.
            options.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddScoped<DeskFrame>();
        builder.Services.AddCascadingValue(services => services.GetRequiredService<DeskFrame>());
    }

    public static Task OpenAsync(HttpContext context, RequestDelegate next)
    {
        context
            .RequestServices.GetRequiredService<DeskFrame>()
            .Open(context, Visitor.Of(context), context.RequestServices.GetRequiredService<HostDesk>().Newsletters);
        return next(context);
    }
}
