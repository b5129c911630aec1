using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator posts edits|accept|dismiss</c>: what changes of announced issues would change in their posts, and an editor's decision.</summary>
internal static class PostEdits
{
    private delegate Task<EditDecision> Decide(DecideEdit decide, Publication publication, string key, CancellationToken cancellationToken);

    public static IEnumerable<Command> CreateAll() =>
        [
            List(),
            Decision(
                new Command("accept", "Makes a post say what the changed issue says, on its network where that can edit."),
                (decide, publication, key, stop) => decide.AcceptAsync(publication, key, StoreAccess.Actor, stop)
            ),
            Decision(
                new Command("dismiss", "Leaves a post as it is although the issue changed."),
                (decide, publication, key, stop) => decide.DismissAsync(publication, key, StoreAccess.Actor, stop)
            ),
        ];

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "The decided and withdrawn ones as well." };
        var json = new Option<bool>("--json") { Description = "One JSON object for each proposed edit." };
        return StoreAccess.Complete(
            new Command("edits", "What changes of announced issues would change in their posts.") { all, json },
            async (parse, syndication, publication, stop) =>
            {
                var state = parse.GetValue(all) ? null : "open";
                foreach (var (edit, post) in await syndication.Edits.ListAsync(publication.Id, state, cancellationToken: stop))
                {
                    var obstacle = syndication.DecideEdit.Obstacle(publication, edit, post);
                    if (parse.GetValue(json))
                    {
                        Output.JsonLine(Json(edit, post, obstacle));
                    }
                    else
                    {
                        await ShowAsync(edit, post, obstacle, publication.Zone);
                    }
                }

                return ExitCode.Done;
            }
        );
    }

    private static Command Decision(Command command, Decide decide)
    {
        var key = new Argument<string>("KEY")
        {
            Description =
                "The proposed edit's key as posts edits prints it, or its post's; or an issue's key (issue-678): all that are open for it.",
        };
        command.Add(key);
        return StoreAccess.Complete(
            command,
            async (parse, syndication, publication, stop) =>
            {
                var exitCode = ExitCode.Done;
                foreach (var wanted in await KeysOfAsync(syndication, publication, parse.GetRequiredValue(key), stop))
                {
                    exitCode = Math.Max(exitCode, await DecideAsync(decide, syndication, publication, wanted, stop));
                }

                return exitCode;
            }
        );
    }

    /// <summary>An issue's key stands for all that is open for it; any other is what it is.</summary>
    private static async Task<IReadOnlyList<string>> KeysOfAsync(
        Syndication syndication,
        Publication publication,
        string key,
        CancellationToken cancellationToken
    )
    {
        var ofIssue = (await syndication.Edits.ListAsync(publication.Id, cancellationToken: cancellationToken))
            .Where(open => open.Edit.Place.IssueKey == key)
            .Select(open => open.Edit.Place.Key)
            .ToList();
        return ofIssue.Count > 0 ? ofIssue : [key];
    }

    private static async Task<int> DecideAsync(
        Decide decide,
        Syndication syndication,
        Publication publication,
        string wanted,
        CancellationToken cancellationToken
    )
    {
        var (exitCode, writer, message) = (await decide(syndication.DecideEdit, publication, wanted, cancellationToken)).Match(
            done => (ExitCode.Done, Console.Out, $"{done.Edit.Place.Key}  {StateOf(done.Edit, publication.Zone)}"),
            _ => (ExitCode.Findings, Console.Error, NotFound(wanted)),
            refused => (ExitCode.Findings, Console.Error, $"{wanted} was not changed. {refused.Reason}"),
            unavailable => (ExitCode.Unreachable, Console.Error, $"{wanted} was not decided. {unavailable.Reason}")
        );
        await writer.WriteLineAsync(message);
        return exitCode;
    }

    private static string NotFound(string key) => $"There is no proposed edit {key}. `syndicator posts edits` shows the open ones.";

    private static async Task ShowAsync(ProposedEdit edit, Delivery? post, string? obstacle, TimeZoneInfo zone)
    {
        var output = Console.Out;
        await output.WriteLineAsync($"{edit.Place.Key}  {StateOf(edit, zone)}");
        await output.WriteLineAsync($"  post: {(post is null ? "none" : DeliveryLine.Of(post, zone))}");
        await output.WriteLineAsync();
        foreach (var line in Difference(edit, post).Split('\n'))
        {
            await output.WriteLineAsync(line.Length == 0 ? "" : $"    {line}");
        }

        await output.WriteLineAsync();
        foreach (var source in edit.Sources)
        {
            await output.WriteLineAsync(
                $"  {(edit.Proposed is null ? "it was " : "")}line {source.Line.ToString(CultureInfo.InvariantCulture)}: {source.Text}"
            );
        }

        if (edit.State is EditState.Open)
        {
            await output.WriteLineAsync(
                obstacle is null
                    ? $"  decide: syndicator posts accept {edit.Place.Key}, or dismiss instead of accept"
                    : $"  {obstacle}{Environment.NewLine}  decide: syndicator posts dismiss {edit.Place.Key}"
            );
        }

        await output.WriteLineAsync();
    }

    /// <summary>The words, and the link card below them where it changes.</summary>
    private static string Difference(ProposedEdit edit, Delivery? post)
    {
        var (before, after) = (Standing(edit, post), edit.Proposed);
        var text = TextDifference.Of(before?.Content.Text ?? "", after?.Content.Text ?? "");
        var card = TextDifference.Of(CardOf(before), CardOf(after));
        return CardOf(before) == CardOf(after) ? text : $"{text}\n\n{card}";
    }

    /// <summary>What stands now while nothing is decided; afterwards what stood then.</summary>
    private static Composing.ComposedPost? Standing(ProposedEdit edit, Delivery? post) =>
        edit.State is EditState.Open && post is not null ? post.ToComposed() : edit.Standing;

    private static string CardOf(Composing.ComposedPost? post) =>
        post?.Content.Card is { } card ? $"card: {card.Title}\n{card.Description}\n{card.Url}" : "";

    private static string StateOf(ProposedEdit edit, TimeZoneInfo zone)
    {
        var at = DeliveryLine.At(edit.State.DecidedAt ?? edit.CreatedAt, zone);
        return edit.State.Match(
            _ => $"proposed {at}",
            accepted => $"accepted {at} by {accepted.By}",
            dismissed => $"dismissed {at} by {dismissed.By}",
            _ => $"withdrawn {at}"
        );
    }

    private static object Json(ProposedEdit edit, Delivery? post, string? obstacle) =>
        new
        {
            edit.Place.Key,
            Issue = edit.Place.IssueKey,
            edit.Place.Account,
            edit.Place.Part,
            State = edit.State.Name,
            edit.CreatedAt,
            edit.State.DecidedAt,
            edit.State.DecidedBy,
            Post = post?.IdempotencyKey,
            PostState = post?.State.Name,
            RemoteUrl = (post?.State as DeliveryState.Delivered)?.Url,
            Standing = Standing(edit, post)?.Content.Text,
            Proposed = edit.Proposed?.Content.Text,
            edit.Proposed?.Length,
            edit.Proposed?.Limit,
            edit.Proposed?.Cost,
            edit.Sources,
            Obstacle = obstacle,
        };
}
