using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using Syndicator.Publishing;

namespace Syndicator.Scheduling;

/// <summary>Registers the jobs. The container must also have a <see cref="ScheduledWork"/>.</summary>
internal static class SchedulingServices
{
    /// <summary>A job begins so much after its time, at most.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_reckoning = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_tending = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_forgetting = TimeSpan.FromHours(6);

    /// <summary>What can wait leaves a start alone.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Quartz as an alarm clock only: it says "look", every second, in every instance. What is due is in the duties, beside the watermarks of what was handled;
    /// every job also looks once at start, to make up what was missed.
    /// </summary>
    /// <param name="cluster">
    /// PostgreSQL's connection string, with <see cref="QuartzTables"/> there: what is to be done once for all instances is Quartz's clustered store's. Null: this is the only one.
    /// </param>
    public static IServiceCollection AddScheduling(
        this IServiceCollection services,
        ScheduledPublications publications,
        Duties duties,
        SchedulingOptions options,
        string? cluster
    )
    {
        AddJobs(services, publications);
        services.AddSingleton(duties);
        services.AddSingleton(options);
        services.AddSingleton<ReckonDuties>();
        services.AddSingleton<Look>();
        services.AddSingleton<DutyRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<DutyRuns>());
        services.AddHostedService<KeepLooking>();
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            Every<LookJob>(quartz, "look", s_tick);
            if (cluster is null)
            {
                AddOfAll(quartz);
                // PostgreSQL does it by itself.
                Every<TendJob>(quartz, "tend", s_tending, after: s_settled);
            }
        });
        if (cluster is not null)
        {
            AddCluster(services, cluster);
        }

        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>The same jobs on a clock that is moved by hand: they look whenever it moved.</summary>
    public static IServiceCollection AddRehearsal(
        this IServiceCollection services,
        ScheduledPublications publications,
        RehearsalClock clock
    )
    {
        AddJobs(services, publications);
        services.AddSingleton(clock);
        services.AddHostedService<RehearseLooks>();
        return services;
    }

    private static void AddJobs(IServiceCollection services, ScheduledPublications publications)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(publications);
        services.AddSingleton<JobReports>();
        services.AddSingleton<StoreTrouble>();
        services.AddSingleton<HandleOccurrences>();
        services.AddSingleton<RunJob>();
    }

    /// <summary>Jobs that one instance does for all.</summary>
    private static void AddOfAll(IQuartzBuilder quartz)
    {
        Every<ReckonJob>(quartz, "reckon", s_reckoning);
        Every<ForgetJob>(quartz, "forget", s_forgetting, after: s_settled);
    }

    private static void AddCluster(IServiceCollection services, string cluster) =>
        services.AddQuartz(
            "syndicator",
            quartz =>
            {
                // The instance's id is left to Quartz: "AUTO", set here, would be everybody's.
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(cluster);
                    store.UseSystemTextJsonSerializer();
                    store.ConfigureStore(options =>
                    {
                        options.TablePrefix = QuartzTables.Prefix;
                        options.StoreJobDataAsStrings = true;
                    });
                    store.UseClustering();
                });
                AddOfAll(quartz);
            }
        );

    /// <param name="after">The first time, after the start.</param>
    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval, TimeSpan after = default)
        where TJob : IJob
    {
        var key = new JobKey(name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key));
        quartz.AddTrigger<TJob>(trigger =>
            (after == default ? trigger.StartNow() : trigger.StartAt(TimeProvider.System.GetUtcNow() + after))
                .ForJob(key)
                .WithIdentity(name)
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever())
        );
    }
}
