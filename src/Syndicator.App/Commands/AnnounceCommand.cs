using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator announce FILE [--anyway REASON]</c>: puts an issue's posts into the outbox, once.</summary>
internal static class AnnounceCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An issue in Markdown." };
        var anyway = new Option<string?>("--anyway")
        {
            Description = "Announce it although it is not ready; the reason is kept.",
            HelpName = "REASON",
        };
        var command = new Command("announce", "Puts an issue's posts into the outbox. Again for the same issue it changes nothing.")
        {
            file,
            anyway,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                StoreAccess.RunAsync(
                    parse,
                    (syndication, publication, stop) =>
                        RunAsync(syndication, publication, parse.GetValue(file)!, parse.GetValue(anyway), stop),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string path,
        string? anyway,
        CancellationToken cancellationToken
    )
    {
        var loaded = await LoadedIssue.LoadAsync(path, publication.Format, cancellationToken);
        var context = CheckContext.At(syndication.Clock.GetUtcNow(), publication.Zone, publication.Format, []);
        var diagnostics = loaded.Check(context);
        Output.Diagnostics(diagnostics);
        if (loaded.Markdown is null)
        {
            return ExitCode.Findings;
        }

        if (!IssueCheck.IsReady(diagnostics) && string.IsNullOrWhiteSpace(anyway))
        {
            await Console.Error.WriteLineAsync(
                $"{path} is not ready and was not announced. Mend it, or say why it should go out: --anyway \"REASON\"."
            );
            return ExitCode.Findings;
        }

        var isReady = IssueCheck.IsReady(diagnostics);
        var threads = syndication.WatchOf(publication).Compose(loaded.Issue, loaded.Markdown);
        if (threads.All(thread => thread.Posts.Count == 0))
        {
            await Console.Error.WriteLineAsync($"{path} has no title or no day, so there is no page to lead to: nothing can be posted.");
            return ExitCode.Findings;
        }

        var enqueued = await syndication.Announce.RunAsync(
            publication,
            loaded.Issue,
            threads,
            StoreAccess.Actor,
            isReady ? null : anyway,
            cancellationToken
        );
        await Console.Out.WriteLineAsync(
            enqueued.IsNew
                ? $"{loaded.Issue.Title}: {enqueued.Deliveries.Count} posts for {threads.Count} accounts are in the outbox."
                : $"{loaded.Issue.Title} was announced before; nothing was changed."
        );
        return ExitCode.Done;
    }
}
