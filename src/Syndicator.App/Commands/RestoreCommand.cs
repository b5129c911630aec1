using System.CommandLine;
using System.Globalization;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator restore FILE [--force]</c>: the store becomes what a backup holds, while the service may be running.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What `syndicator backup` wrote." };
        var force = new Option<bool>("--force") { Description = "Replace a store that holds something; it is backed up first." };
        return StoreAccess.CompleteForAll(
            new Command("restore", "Replaces the whole store by a backup. Posts that may have gone out since are looked up first.")
            {
                file,
                force,
            },
            (parse, syndication, stop) => RunAsync(syndication, parse.GetValue(file)!, parse.GetValue(force), stop)
        );
    }

    private static async Task<int> RunAsync(Syndication syndication, string file, bool force, CancellationToken cancellationToken)
    {
        var outcome = await syndication.Restore.RunAsync(file, force, StoreAccess.Actor, cancellationToken);
        return await outcome.Match(done => ReportAsync(file, done), RefuseAsync);
    }

    private static async Task<int> RefuseAsync(RestoreOutcome.Refused refused)
    {
        await Console.Error.WriteLineAsync(refused.Reason.ToString());
        return ExitCode.Findings;
    }

    private static async Task<int> ReportAsync(string file, RestoreOutcome.Done done)
    {
        var output = Console.Out;
        await output.WriteLineAsync($"{file} is restored: {BackupCommand.Describe(done.Backup)}.");
        if (done.Before is { } before)
        {
            await output.WriteLineAsync($"What the store held before is in {before}.");
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"May have gone out since the backup: {done.Posts.UncertainCount} posts, which are looked up before they are sent (posts list --state uncertain), and {done.Posts.HeldCount} held ones, looked up when their hold ends (posts list --state held)."
            )
        );
        await output.WriteLineAsync(
            "What editors did after the backup is forgotten: look through the posts that wait for any that were stopped, edited or rescheduled since, and through the paused accounts."
        );
        return ExitCode.Done;
    }
}
