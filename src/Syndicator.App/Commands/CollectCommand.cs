using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Collecting;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator collect [--source NAME] [--no-wait]</c>: reads what people write to us.</summary>
internal static class CollectCommand
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var source = new Option<string?>("--source") { Description = "Only from this account or forum topic.", HelpName = "NAME" };
        var noWait = new Option<bool>("--no-wait") { Description = "Leave out what another process is just reading." };
        return StoreAccess.Complete(
            new Command("collect", "Reads mentions, replies and forum posts from where it stopped last, and makes nominations of them.")
            {
                source,
                noWait,
            },
            async (parse, syndication, publication, stop) =>
            {
                await FollowAsync(syndication, publication, stop);
                var exitCode = await RunAsync(
                    syndication.Collect,
                    publication,
                    parse.GetValue(source),
                    parse.GetValue(noWait),
                    syndication.Clock,
                    stop
                );
                await syndication.TellAsync(publication, stop);
                return exitCode;
            }
        );
    }

    private static async Task FollowAsync(Syndication syndication, Publication publication, CancellationToken stop)
    {
        var (published, thanks) = await syndication.FollowAsync(publication, StoreAccess.Actor, stop);
        foreach (var nomination in published)
        {
            var issue = ((NominationState.Published)nomination.State).IssueKey;
            await Console.Out.WriteLineAsync($"{issue} has {NomineeName.Of(nomination.Nominee)}, which was nominated");
        }

        if (thanks.Count > 0)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{thanks.Count} nominators are to be thanked"));
        }
    }

    private static async Task<int> RunAsync(
        CollectMentions collect,
        Publication publication,
        string? source,
        bool isImpatient,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var known = collect.SourcesOf(publication);
        if (source is not null && !known.Contains(source, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync($"There is no source of mentions `{source}`. {Nearest.Remedy(source, known)}");
            return ExitCode.Usage;
        }

        var exitCode = ExitCode.Done;
        foreach (var name in known.Where(name => source is null || name == source))
        {
            exitCode = Math.Max(exitCode, await CollectAsync(collect, publication, name, isImpatient, clock, stop));
        }

        return exitCode;
    }

    /// <summary>One after another, so that the lines have an order. What a killed process had begun is taken over when its lease ends.</summary>
    private static async Task<int> CollectAsync(
        CollectMentions collect,
        Publication publication,
        string source,
        bool isImpatient,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        while (true)
        {
            var report = (await collect.RunAsync(publication, source, stop)).Single();
            if (!report.IsTaken || isImpatient)
            {
                return await WriteAsync(report, publication);
            }

            await Task.Delay(s_betweenLooks, clock, stop);
        }
    }

    private static async Task<int> WriteAsync(SourceReport report, Publication publication)
    {
        await Console.Out.WriteLineAsync(report.ToLine());
        if (report.Trouble is not { } trouble)
        {
            return ExitCode.Done;
        }

        var again = trouble.NotBefore is { } until
            ? FormattableString.Invariant(
                $" It takes questions again at {TimeZoneInfo.ConvertTime(until, publication.Zone):yyyy-MM-dd HH:mm zzz}."
            )
            : "";
        await Console.Error.WriteLineAsync($"{report.Source}: {trouble.Text}{again}");
        return ExitCode.Unreachable;
    }
}
