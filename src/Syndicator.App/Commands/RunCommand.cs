using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Syndicator.App.Api;
using Syndicator.App.Pages.Accounts;
using Syndicator.App.SignIn;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Scheduling;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator run</c>, the default: the service and the desk.</summary>
internal static class RunCommand
{
    /// <summary>More lines are read by nobody.</summary>
    private const int MostGreeted = 10;

    private const int MostMistakes = 200;

    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Where the desk listens, instead of the setting Urls.",
            HelpName = "URLS",
        };
        var clock = new Option<string?>("--clock")
        {
            Description = "Rehearse: the clock stands at the instant this file holds, and moves when the file is written anew.",
            HelpName = "FILE",
        };
        var command = new Command("run", "Runs the service and the desk: watches for issues, announces them, delivers.")
        {
            urls,
            clock,
            ConfigurationOptions.Config,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(parse, parse.GetValue(urls), parse.GetValue(clock), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string? urls, string? clockFile, CancellationToken cancellationToken)
    {
        var loaded = ConfigurationOptions.Judge(parse);
        Tell([.. loaded.Diagnostics]);
        if (loaded.Publications.Count == 0)
        {
            return ExitCode.Configuration;
        }

        try
        {
            var builder = SyndicatorHost.CreateBuilder(urls is null ? null : new Dictionary<string, string?> { ["Urls"] = urls });
            var telemetry = HostTelemetry.Read(builder.Configuration);
            clockFile ??= Environment.GetEnvironmentVariable(ProgramClock.Variable) is { Length: > 0 } named ? named : null;
            var rehearsal = clockFile is null ? null : ProgramClock.Rehearse(loaded.Publications, clockFile);
            await using var syndication = await OpenAsync(builder, loaded.Publications, rehearsal, cancellationToken);
            await HostForms.ShareAsync(builder, syndication, cancellationToken);
            await RegisterAsync(builder, syndication, rehearsal, cancellationToken);
            RegisterReload(builder.Services, loaded, syndication);
            RegisterSignIn(builder, syndication);
            await using var app = SyndicatorHost.Build(builder);
            await using var export = HostTelemetry.Begin(telemetry, app.Services.GetRequiredService<ILoggerFactory>());
            if (!await StartAsync(app, cancellationToken))
            {
                return ExitCode.Unreachable;
            }

            Greet(app, loaded);
            await WarnOfNobodyAsync(app, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (HostProblemException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.Configuration;
        }
        catch (StorageException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.Unreachable;
        }
    }

    private static void Tell(IReadOnlyList<Diagnostic> mistakes)
    {
        Output.Diagnostics(mistakes.Take(MostMistakes));
        if (mistakes.Count > MostMistakes)
        {
            Console.Error.WriteLine($"... and {mistakes.Count - MostMistakes} more; `syndicator check-config` shows all of them");
        }
    }

    /// <summary>False, with the reason on standard error, when the desk's address cannot be listened on.</summary>
    private static async Task<bool> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return true;
        }
        catch (Exception problem)
            when (problem is SocketException or IOException { InnerException: AddressInUseException or SocketException })
        {
            // Kestrel says which address is in use.
            await Console.Error.WriteLineAsync(
                $"The desk cannot listen: {problem.Message.TrimEnd('.')}. Set another address: --urls http://127.0.0.1:5081"
            );
            return false;
        }
    }

    private static Task<Syndication> OpenAsync(
        WebApplicationBuilder builder,
        IReadOnlyList<Publication> publications,
        TimeProvider? rehearsal,
        CancellationToken cancellationToken
    )
    {
        var settings = HostSettings.Read(builder.Configuration);
        return Syndication.OpenAsync(
            publications,
            settings.DataFolder,
            settings.KeyFolder,
            settings.Storage,
            settings.Delivery,
            rehearsal ?? ProgramClock.Start(publications, settings.DataFolder),
            LoggerFactory.Create(logging => HostLogging.Configure(logging, isTerminal: !Console.IsErrorRedirected)),
            cancellationToken
        );
    }

    private static async Task RegisterAsync(
        WebApplicationBuilder builder,
        Syndication syndication,
        RehearsalClock? rehearsal,
        CancellationToken cancellationToken
    )
    {
        var services = builder.Services;
        if (rehearsal is null)
        {
            services.AddScheduling(
                syndication.Scheduled,
                syndication.Duties,
                HostSettings.Read(builder.Configuration).Scheduling,
                await syndication.JoinClusterAsync(cancellationToken)
            );
        }
        else
        {
            services.AddRehearsal(syndication.Scheduled, rehearsal);
        }

        var retention = HostSettings.Read(builder.Configuration).Retention;
        services.AddSingleton(provider =>
        {
            var health = provider.GetRequiredService<HealthWatch>();
            return syndication.ToScheduledWork(health.RunAsync, health.ListBusyAsync) with
            {
                Forget = syndication.ForgetBy(retention).RunAsync,
            };
        });
        RegisterDesk(services, syndication);
    }

    /// <summary>What pages ask for, beside the reports of jobs.</summary>
    internal static void RegisterDesk(IServiceCollection services, Syndication syndication)
    {
        services.AddSingleton(syndication);
        services.AddSingleton(syndication.Clock);
        services.AddSingleton(provider => new HealthWatch(
            syndication,
            provider.GetRequiredService<JobReports>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<HostMetrics>();
        services.AddSingleton<KnownStandings>();
        // Sign-in, where it is set up, knows better.
        services.AddSingleton(ApiAccess.OfOpenDesk(syndication));
        services.AddSingleton(new HostFeeds(syndication.FindOpenCallsAsync));
        services.AddSingleton(provider =>
            new Desk(
                syndication,
                provider.GetRequiredService<HealthWatch>(),
                () => provider.GetService<HostReload>()?.Problems() ?? []
            ).ToHostDesk()
        );
    }

    /// <summary>A change of the configuration holds without a restart.</summary>
    private static void RegisterReload(IServiceCollection services, JudgedConfiguration began, Syndication syndication)
    {
        var startsAt = began.Publications[0].DemonstrationStartsAt;
        services.AddSingleton(provider => new FollowConfiguration(
            began,
            publication => ProgramClock.Obstacle(publication, startsAt, syndication.Clock),
            async (all, others, stop) =>
            {
                var reports = provider.GetRequiredService<JobReports>();
                foreach (var publication in others)
                {
                    reports.Began(publication.Id);
                }

                syndication.Replace(all);
                // A rehearsal has no duties: every job looks when its clock moves.
                await (provider.GetService<ReckonDuties>()?.RunAsync(stop) ?? Task.CompletedTask);
            },
            syndication.Clock,
            provider.GetRequiredService<ILogger<FollowConfiguration>>()
        ));
        services.AddSingleton<HostReload>();
        services.AddHostedService(provider => provider.GetRequiredService<HostReload>());
    }

    private static void RegisterSignIn(WebApplicationBuilder builder, Syndication syndication)
    {
        var settings = SignInSettings.Read(builder.Configuration);
        if (settings.Options is { } options)
        {
            SignInRoutes.Register(builder.Services, settings, _ => syndication.SignInBy(options));
        }
    }

    private static void Greet(WebApplication app, JudgedConfiguration loaded)
    {
        foreach (var publication in loaded.Publications.Take(MostGreeted))
        {
            Console.Error.WriteLine($"{publication.Name}: watching {publication.Source.Name}");
        }

        if (loaded.Publications.Count > MostGreeted)
        {
            Console.Error.WriteLine($"... and {loaded.Publications.Count - MostGreeted} more publications");
        }

        if (loaded.All.Count - loaded.Publications.Count is > 0 and var broken)
        {
            Console.Error.WriteLine(
                $"{broken} of {loaded.All.Count} publications {(broken == 1 ? "is" : "are")} left out until the mistakes above are corrected"
            );
        }

        Console.Error.WriteLine($"The desk is at {string.Join(" and ", app.Urls)} (Ctrl+C stops).");
    }

    /// <summary>Somebody who has just set up sign-in would else stand before a closed door.</summary>
    private static async Task WarnOfNobodyAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (
            app.Services.GetService<SignInDesk>() is { Options: { Local: true, Providers.Count: 0 } } desk
            && (await desk.Editors.ListAsync(cancellationToken)).Count == 0
        )
        {
            await Console.Error.WriteLineAsync("Nobody can sign in yet. Make the first editor with `syndicator editors add NAME`.");
        }
    }
}
