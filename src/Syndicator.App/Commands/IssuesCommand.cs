using System.CommandLine;
using Syndicator.App.Shapes;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator issues list|skip</c>: the issues of the source, how far each is, and the decision that one is never announced.</summary>
internal static class IssuesCommand
{
    public static Command Create() =>
        new("issues", "Shows the issues of the source and how far each is; skips one.") { CreateList(), CreateSkip() };

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.Complete(
            new Command("list", "Looks at the source and shows its issues of these days, and those seen before, the newest first.")
            {
                json,
            },
            (parse, syndication, publication, stop) => ListAsync(syndication, publication, parse.GetValue(json), stop)
        );
    }

    private static Command CreateSkip()
    {
        var key = new Argument<string>("KEY") { Description = "The issue's key as issues list prints it." };
        var reason = new Option<string>("--reason") { Description = "Why; it is kept.", Required = true };
        return StoreAccess.Complete(
            new Command("skip", "Decides that an issue is never announced by itself. Announcing it by hand stays possible.")
            {
                key,
                reason,
            },
            (parse, syndication, publication, stop) =>
                SkipAsync(syndication, publication, parse.GetRequiredValue(key), parse.GetRequiredValue(reason), stop)
        );
    }

    private static async Task<int> ListAsync(
        Syndication syndication,
        Publication publication,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var report = await syndication.WatchOf(publication).ReportAsync(cancellationToken);
        Output.Diagnostics(report.Troubles);
        var seen = report.Issues.ToLookup(issue => issue.Stored.Key);
        foreach (var stored in await syndication.Issues.ListAsync(publication.Id, cancellationToken))
        {
            var now = seen[stored.Key].FirstOrDefault();
            if (isJson)
            {
                Output.JsonLine(IssueShape.Of(stored, now));
            }
            else
            {
                await Console.Out.WriteLineAsync(
                    now is null ? IssueLine.Of(stored, publication.Zone) : IssueLine.Of(now, publication.Zone)
                );
            }
        }

        return report.Trouble is null ? ExitCode.Done : ExitCode.Unreachable;
    }

    private static async Task<int> SkipAsync(
        Syndication syndication,
        Publication publication,
        string key,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var skipped = await syndication.Issues.SkipAsync(publication.Id, key, StoreAccess.Actor, reason, cancellationToken);
        if (skipped is null or { AnnouncedAt: not null })
        {
            await Console.Error.WriteLineAsync(
                skipped is null
                    ? $"There is no issue {key}. `syndicator issues list` shows all that were seen."
                    : $"{key} was announced already. `syndicator posts list` shows its posts, and `posts stop` stops one."
            );
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync(IssueLine.Of(skipped, publication.Zone));
        return ExitCode.Done;
    }
}
