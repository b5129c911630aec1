using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>Registers the jobs. The container must also have a <see cref="ScheduledWork"/>.</summary>
internal static class SchedulingServices
{
    /// <summary>
    /// Quartz with its store in memory, as an alarm clock only: triggers are declared anew at every start from the publications' schedules, what was handled
    /// is in the watermarks, what is due in the outbox. Every job also looks once at start, to make up what was missed.
    /// </summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IReadOnlyList<Publication> publications)
    {
        AddLooks(services, publications);
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            foreach (var publication in publications)
            {
                Schedule<WatchJob>(quartz, publication, JobNames.Watch, publication.Schedules.Watch);
                Schedule<DeliverJob>(quartz, publication, JobNames.Deliver, publication.Schedules.Deliver);
                Schedule<CollectJob>(quartz, publication, JobNames.Collect, publication.Schedules.Collect);
                Schedule<HealthJob>(quartz, publication, JobNames.Health, publication.Schedules.Health);
                Schedule<EngagementJob>(quartz, publication, JobNames.Engagement, publication.Schedules.Engagement);
                if (publication.Schedules.Invite is { } invite)
                {
                    Schedule<InviteJob>(quartz, publication, JobNames.Invite, invite);
                }

                if (publication.Schedules.Calls is { } calls)
                {
                    Schedule<CallsJob>(quartz, publication, JobNames.Calls, calls);
                }
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>The same jobs on a clock that is moved by hand: they look whenever it moved.</summary>
    public static IServiceCollection AddRehearsal(
        this IServiceCollection services,
        IReadOnlyList<Publication> publications,
        RehearsalClock clock
    )
    {
        AddLooks(services, publications);
        services.AddSingleton(clock);
        services.AddHostedService<RehearseLooks>();
        return services;
    }

    private static void AddLooks(IServiceCollection services, IReadOnlyList<Publication> publications)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ScheduledPublications(publications));
        services.AddSingleton<JobReports>();
        services.AddSingleton<HandleOccurrences>();
        services.AddSingleton<Look>();
    }

    private static void Schedule<TJob>(IQuartzBuilder quartz, Publication publication, string name, string cron)
        where TJob : IJob
    {
        var key = new JobKey(name, publication.Id);
        var schedule = CronScheduleBuilder
            .Create(CronText.In(cron, publication.Zone))
            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed);
        quartz.AddJob<TJob>(job => job.WithIdentity(key));
        quartz.AddTrigger<TJob>(trigger => trigger.ForJob(key).WithIdentity($"{name}-start", publication.Id).StartNow());
        quartz.AddTrigger<TJob>(trigger => trigger.ForJob(key).WithIdentity(name, publication.Id).WithSchedule(schedule));
    }
}
