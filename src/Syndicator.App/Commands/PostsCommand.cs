using System.CommandLine;
using System.Globalization;
using Syndicator.App.Shapes;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator posts list|show</c>: the outbox; what changes it is in <see cref="PostChanges"/> and <see cref="PostEdits"/>.</summary>
internal static class PostsCommand
{
    public static Command Create()
    {
        var command = new Command("posts", "Shows the posts of the outbox, and changes those that wait.") { List(), Show() };
        foreach (var change in PostChanges.CreateAll().Concat(PostEdits.CreateAll()))
        {
            command.Add(change);
        }

        return command;
    }

    private static Command List()
    {
        var account = new Option<string?>("--account") { Description = "Only this account's.", HelpName = "NAME" };
        var state = new Option<string?>("--state") { Description = "Only in this state." };
        state.AcceptOnlyFromAmong([.. DeliveryFilter.AllStates]);
        var json = new Option<bool>("--json") { Description = "One JSON object for each post." };
        return StoreAccess.Complete(
            new Command("list", "Every post, the newest issue first, each thread in order.") { account, state, json },
            async (parse, syndication, publication, stop) =>
            {
                var posts = await syndication.Deliveries.ListAsync(
                    publication.Id,
                    account: parse.GetValue(account),
                    state: parse.GetValue(state),
                    cancellationToken: stop
                );
                foreach (var post in posts)
                {
                    if (parse.GetValue(json))
                    {
                        Output.JsonLine(OutboxPostShape.Of(post));
                    }
                    else
                    {
                        await Console.Out.WriteLineAsync(DeliveryLine.Of(post, publication.Zone));
                    }
                }

                return ExitCode.Done;
            }
        );
    }

    private static Command Show()
    {
        var key = new Argument<string>("KEY") { Description = "The post's key as posts list prints it, or its id." };
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        return StoreAccess.Complete(
            new Command("show", "One post with its text, its sources and what happened to it.") { key, json },
            (parse, syndication, publication, stop) => ShowAsync(syndication, publication, parse.GetValue(key)!, parse.GetValue(json), stop)
        );
    }

    private static async Task<int> ShowAsync(
        Syndication syndication,
        Publication publication,
        string key,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(syndication, publication, key, cancellationToken) is not var (post, history))
        {
            await Console.Error.WriteLineAsync(NotFound(key));
            return ExitCode.Findings;
        }

        if (isJson)
        {
            Output.JsonLine(OutboxPostShape.Of(post, history));
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync(DeliveryLine.Of(post, publication.Zone));
        await Console.Out.WriteLineAsync($"{Environment.NewLine}{post.Content.Text}{Environment.NewLine}");
        foreach (var source in post.Sources)
        {
            await Console.Out.WriteLineAsync($"  line {source.Line.ToString(CultureInfo.InvariantCulture)}: {source.Text}");
        }

        foreach (var happened in history)
        {
            var at = DeliveryLine.At(happened.At, publication.Zone);
            await Console.Out.WriteLineAsync($"  {at} {happened.Actor}: {happened.From ?? "new"} → {happened.To} ({happened.Reason})");
        }

        return ExitCode.Done;
    }

    /// <summary>By the key that <c>posts list</c> prints, or by id; null when the publication has none such.</summary>
    internal static async Task<(Delivery Delivery, IReadOnlyList<DeliveryEvent> History)?> FindAsync(
        Syndication syndication,
        Publication publication,
        string key,
        CancellationToken cancellationToken
    )
    {
        var found = DeliveryId.Parse(key) is { } id
            ? await syndication.Deliveries.ShowAsync(id, cancellationToken)
            : await syndication.Deliveries.ShowAsync(key, cancellationToken);
        return found?.Delivery.Place.Publication == publication.Id ? found : null;
    }

    internal static string NotFound(string key) => $"There is no post {key}. `syndicator posts list` shows all.";
}
