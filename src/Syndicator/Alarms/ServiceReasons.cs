using System.Globalization;

namespace Syndicator.Alarms;

/// <summary>Trouble of the service itself: its jobs, its webhook, its disk.</summary>
internal static class ServiceReasons
{
    /// <summary>Below this, in bytes, the database may soon be unable to keep what was sent.</summary>
    public const long LowSpace = 200_000_000;

    public static IEnumerable<HealthReason> OfJobs(HealthView view, IReadOnlyList<JobTrouble> jobs) =>
        jobs.Select(job =>
            job.IsOverdue
                ? view.Failing(
                    HealthCodes.JobOverdue,
                    job.Job,
                    job.Text,
                    $"The log says what the job {job.Job} is doing; restarting the program loses nothing.",
                    job.Since
                )
                : view.Failing(
                    HealthCodes.JobFailed,
                    job.Job,
                    job.Text,
                    "The log says why. It is tried again at its next time, and nothing is lost until then.",
                    job.Since
                ) with
                {
                    IsOfThisProcess = true,
                }
        );

    public static IEnumerable<HealthReason> OfWebhook(HealthView view)
    {
        if (view.Publication.Webhook is null || view.Facts.Calls is not [var latest, ..] calls)
        {
            yield break;
        }

        var since = calls.Min(call => call.CreatedAt);
        var givenUp = calls.Count(call => call.GivenUpAt is not null);
        var open = calls.Where(call => call.GivenUpAt is null).ToList();
        var state = (givenUp, open.Count) switch
        {
            (> 0, 0) => $"{Wording.Count(givenUp, "call was", "calls were")} given up.",
            (0, _) => $"The next attempt is at {view.At(open.Min(call => call.NextAt))}.",
            _ =>
                $"{Wording.Count(givenUp, "call was", "calls were")} given up; the next attempt is at {view.At(open.Min(call => call.NextAt))}.",
        };
        yield return view.Notice(
            HealthCodes.WebhookFailing,
            "webhook",
            $"The webhook has not taken calls since {view.At(since)}: {Wording.Line(latest.LastProblem ?? "no answer.")} {state}",
            "Correct `webhook` in publication.yaml or what it points to; `syndicator webhook test` tries it now.",
            since
        );
    }

    public static IEnumerable<HealthReason> OfDisk(HealthView view, string folder, long? free)
    {
        if (free < LowSpace)
        {
            yield return view.Failing(
                HealthCodes.DiskLow,
                "data-folder",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{folder} has {free / 1_000_000} MB left; below {LowSpace / 1_000_000} MB what was sent may soon not be kept."
                ),
                "Make room on that disk, or move the data (Storage:Folder).",
                view.Now
            );
        }
    }
}
