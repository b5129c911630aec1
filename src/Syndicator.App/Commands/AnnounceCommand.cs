using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary>
/// <c>syndicator announce [FILE|ISSUE] [--anyway REASON] [--deliver]</c>: puts an issue's posts into the outbox, once. Without an argument it does what the
/// service's job does: it looks at the source and announces what is ready.
/// </summary>
internal static class AnnounceCommand
{
    public static Command Create()
    {
        var which = new Argument<string?>("ISSUE")
        {
            Description = "A Markdown file, or the key of an issue of the source (issue-678). Without it: whatever is ready.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var anyway = new Option<string?>("--anyway")
        {
            Description = "Announce it although it is not ready; the reason is kept.",
            HelpName = "REASON",
        };
        var deliver = new Option<bool>("--deliver") { Description = "Then send what is due, as `deliver` does." };
        return StoreAccess.Complete(
            new Command("announce", "Puts an issue's posts into the outbox. Again for the same issue it changes nothing.")
            {
                which,
                anyway,
                deliver,
            },
            async (parse, syndication, publication, stop) =>
            {
                var announced = await AnnounceAsync(syndication, publication, parse.GetValue(which), parse.GetValue(anyway), stop);
                if (!parse.GetValue(deliver) || announced == ExitCode.Usage)
                {
                    return announced;
                }

                // Whatever became of this issue, what was announced before is still wanted.
                var delivered = await DeliverCommand.RunAsync(syndication, publication, isImpatient: false, stop);
                return Math.Max(announced, delivered);
            }
        );
    }

    private static Task<int> AnnounceAsync(
        Syndication syndication,
        Publication publication,
        string? named,
        string? anyway,
        CancellationToken cancellationToken
    ) =>
        (named, anyway) switch
        {
            (null, null) => LookAsync(syndication, publication, cancellationToken),
            (null, _) => SayAsync("--anyway needs the issue that is meant: a file, or a key such as issue-678."),
            _ => RunAsync(syndication, publication, named, anyway, cancellationToken),
        };

    private static async Task<int> SayAsync(string usage)
    {
        await Console.Error.WriteLineAsync(usage);
        return ExitCode.Usage;
    }

    /// <summary>What the job <c>watch</c> does.</summary>
    private static async Task<int> LookAsync(Syndication syndication, Publication publication, CancellationToken cancellationToken)
    {
        var report = await syndication.WatchAsync(publication, cancellationToken);
        Output.Diagnostics(report.Troubles);
        foreach (var seen in report.Issues)
        {
            await Console.Out.WriteLineAsync(IssueLine.Of(seen, publication.Zone));
        }

        return report.Trouble is not null ? ExitCode.Unreachable
            : report.Issues.Any(seen =>
                seen is { IsDraft: false, IsReady: false, Stored: { AnnouncedAt: null, SkippedAt: null, SameAs: null } }
            )
                ? ExitCode.Findings
            : ExitCode.Done;
    }

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string named,
        string? anyway,
        CancellationToken cancellationToken
    )
    {
        var (issue, text, diagnostics) = await LoadAsync(syndication, publication, named, cancellationToken);
        Output.Diagnostics(diagnostics);
        if (text is null)
        {
            return ExitCode.Findings;
        }

        var outcome = await new AnnounceByHand(syndication).RunAsync(
            publication,
            issue,
            text,
            diagnostics,
            anyway,
            StoreAccess.Actor,
            cancellationToken
        );
        var (exitCode, writer, message) = outcome.Match(
            announced =>
                (
                    ExitCode.Done,
                    Console.Out,
                    announced.IsNew
                        ? $"{issue.Title}: {announced.PostCount} posts for {announced.AccountCount} accounts are in the outbox."
                        : $"{issue.Title} was announced before; nothing was changed."
                ),
            _ =>
                (
                    ExitCode.Findings,
                    Console.Error,
                    $"{named} is not ready and was not announced. Mend it, or say why it should go out: --anyway \"REASON\"."
                ),
            _ =>
                (
                    ExitCode.Findings,
                    Console.Error,
                    $"{named} has no title or no day, so there is no page to lead to: nothing can be posted."
                )
        );
        await writer.WriteLineAsync(message);
        return exitCode;
    }

    /// <summary>From the source by key, with everything that is asked before it goes out; else from a file, compared with the source's issues.</summary>
    private static async Task<(Issue Issue, string? Text, IReadOnlyList<Diagnostic> Diagnostics)> LoadAsync(
        Syndication syndication,
        Publication publication,
        string named,
        CancellationToken cancellationToken
    )
    {
        var watch = syndication.WatchOf(publication);
        if (!File.Exists(named) && await watch.FindAsync(named, cancellationToken) is var (found, text))
        {
            return (found.Issue, text, found.Diagnostics);
        }

        if (named.StartsWith("issue-", StringComparison.Ordinal) && !Path.Exists(named))
        {
            var unknown = new Diagnostic(
                "issue-unknown",
                Severity.Error,
                new SourcePosition(named),
                "The source has no issue of this key, and there is no such file.",
                "`syndicator issues list` shows the keys."
            );
            return (new Issue { File = named }, null, [unknown]);
        }

        var loaded = await LoadedIssue.LoadAsync(named, publication.Format, cancellationToken);
        return (loaded.Issue, loaded.Markdown, loaded.Check(await watch.ContextAsync(cancellationToken)));
    }
}
