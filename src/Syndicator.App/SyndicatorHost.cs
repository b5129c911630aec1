using Microsoft.AspNetCore.Server.Kestrel.Core;
using Syndicator.App.Api;
using Syndicator.App.SignIn;

namespace Syndicator.App;

/// <summary>The service's host: configuration, log, address, desk. What it serves is registered by the caller between the two methods.</summary>
internal static class SyndicatorHost
{
    /// <summary>
    /// A builder with <c>appsettings.json</c> (beside the program, then in the current folder), environment variables, the log and the addresses set.
    /// The caller registers a <see cref="HostDesk"/> and the rooms.
    /// </summary>
    /// <param name="settings">Stronger than the files and the environment, as <c>Urls</c>.</param>
    /// <exception cref="HostProblemException">The desk would be reachable from other machines without sign-in, or a setting is wrong.</exception>
    public static WebApplicationBuilder CreateBuilder(IReadOnlyDictionary<string, string?>? settings = null)
    {
        // A file that cannot be read is named here already, which the framework's own reading of it would not do.
        AddFile(new ConfigurationManager(), AppContext.BaseDirectory);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        AddSettings(builder.Configuration, settings ?? new Dictionary<string, string?>());
        HostLogging.Configure(builder.Logging, isTerminal: !Console.IsErrorRedirected);
        Listen(builder);
        builder.Services.AddRazorComponents();
        HostForms.Register(builder);
        ApiDocument.Register(builder.Services);
        return builder;
    }

    /// <summary>The application with its pages, not yet started.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var signIn = SignInSettings.Read(builder.Configuration);
        var app = builder.Build();
        // Set here they replace those of the settings; set in Kestrel they would override them with a warning at every start.
        foreach (var address in HostAddress.Parse(builder.Configuration["Urls"], signIn))
        {
            app.Urls.Add($"http://{address}");
        }

        app.Use(HostHeaders.Add);
        if (signIn.Options is null)
        {
            app.UseMiddleware<HostOpenDesk>();
        }
        else
        {
            SignInAddress.Use(app, signIn);
        }

        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = HostRoutes.BrokenAsync });
        app.UseMiddleware<ApiGate>();
        if (signIn.Options is not null)
        {
            app.UseMiddleware<SignInGate>();
        }

        app.Use(HostForms.OpenAsync);
        app.UseRouting();
        app.Use(HostTelemetry.NameAsync);
        HostRoutes.Map(app, hasSignIn: signIn.Options is not null);
        HostSystemd.Register(app.Lifetime, app.Logger);
        return app;
    }

    /// <summary>Where the host's settings stand; the second is stronger.</summary>
    public static IReadOnlyList<string> SettingsFiles => [FileIn(AppContext.BaseDirectory), FileIn(Environment.CurrentDirectory)];

    /// <summary>The host's settings for a command that serves nothing.</summary>
    public static IConfiguration ReadSettings()
    {
        var configuration = new ConfigurationManager();
        AddFile(configuration, AppContext.BaseDirectory);
        AddSettings(configuration, new Dictionary<string, string?>());
        return configuration;
    }

    /// <summary>Where the user stands may override what travels with the program; the environment overrides both.</summary>
    private static void AddSettings(ConfigurationManager configuration, IReadOnlyDictionary<string, string?> settings)
    {
        AddFile(configuration, Environment.CurrentDirectory);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(settings);
    }

    private static void AddFile(ConfigurationManager configuration, string folder)
    {
        var file = FileIn(folder);
        try
        {
            configuration.AddJsonFile(file, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException problem)
        {
            throw new HostProblemException($"{file} cannot be read: {problem.GetBaseException().Message.TrimEnd('.')}.");
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "appsettings.json");

    /// <summary>Wrong addresses are refused before anything is opened.</summary>
    private static void Listen(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            throw new HostProblemException("Kestrel:Endpoints is not used, because it could listen beyond this machine. Set Urls instead.");
        }

        _ = HostAddress.Parse(builder.Configuration["Urls"], SignInSettings.Read(builder.Configuration));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits);
        });
    }

    /// <summary>Forms are short, and nothing is uploaded to the desk.</summary>
    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
    }
}
