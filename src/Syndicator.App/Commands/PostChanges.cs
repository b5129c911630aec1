using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator posts release|hold|stop|resend|reschedule|edit KEY</c>: what an editor may do with a post, each act kept with who did it.</summary>
internal static class PostChanges
{
    /// <summary>What is asked of one post; a sentence instead when the command line is wrong.</summary>
    private delegate Task<(ChangeOutcome? Outcome, string? Usage)> Change(
        Syndication syndication,
        Publication publication,
        Delivery delivery,
        CancellationToken cancellationToken
    );

    /// <summary>No post of any network is longer; more than this is a wrong file.</summary>
    private const int LongestText = 64 * 1024;

    public static IEnumerable<Command> CreateAll() => [Release(), Hold(), Stop(), Resend(), Reschedule(), Edit()];

    private static Command Release() =>
        Create(
            new Command("release", "Lets a held or refused post go out at the next delivery."),
            _ =>
                async (syndication, _, delivery, stop) =>
                    (await syndication.Change.ReleaseAsync(delivery.Id, StoreAccess.Actor, stop), null)
        );

    private static Command Hold() =>
        Create(
            new Command("hold", "Lets a waiting post, or one that was stopped, wait until an editor releases it."),
            _ => async (syndication, _, delivery, stop) => (await syndication.Change.HoldAsync(delivery.Id, StoreAccess.Actor, stop), null)
        );

    private static Command Stop() =>
        Create(
            new Command("stop", "Stops a waiting post for good, and holds the rest of its thread."),
            _ => async (syndication, _, delivery, stop) => (await syndication.Change.StopAsync(delivery.Id, StoreAccess.Actor, stop), null)
        );

    private static Command Resend() =>
        Create(
            new Command("resend", "Sends a held, refused, stopped or vanished post anew, under a new key."),
            _ =>
                async (syndication, _, delivery, stop) => (await syndication.Change.ResendAsync(delivery.Id, StoreAccess.Actor, stop), null)
        );

    private static Command Reschedule()
    {
        var at = new Option<string>("--at")
        {
            Description = "When: 2026-11-19T09:00 in the publication's zone, or with an offset, 2026-11-19T09:00+01:00 or Z.",
            HelpName = "INSTANT",
            Required = true,
        };
        return Create(
            new Command("reschedule", "Lets a waiting post go out by itself at another time.") { at },
            parse =>
                async (syndication, publication, delivery, stop) =>
                    LocalInstant.Read(parse.GetRequiredValue(at), publication.Zone) switch
                    {
                        ({ } instant, _) => (await syndication.Change.RescheduleAsync(delivery.Id, instant, StoreAccess.Actor, stop), null),
                        (_, var problem) => (null, problem),
                    }
        );
    }

    private static Command Edit()
    {
        var text = new Option<string?>("--text") { Description = "What it says; without it, standard input.", HelpName = "TEXT" };
        return Create(
            new Command("edit", "Changes the text of a post that never left.") { text },
            parse =>
                async (syndication, publication, delivery, stop) =>
                {
                    if (publication.Accounts.FirstOrDefault(account => account.Name == delivery.Place.Account) is not { } account)
                    {
                        return (
                            new ChangeOutcome.NotPermitted(
                                $"Its account {delivery.Place.Account} is not in accounts.yaml, so nobody knows how long it may be."
                            ),
                            null
                        );
                    }

                    return await ReadTextAsync(parse.GetValue(text), stop) is { } written
                        ? (
                            await syndication.Change.EditTextAsync(
                                delivery.Id,
                                written,
                                await syndication.RulesOfAsync(publication, account, stop),
                                account.Prices,
                                StoreAccess.Actor,
                                stop
                            ),
                            null
                        )
                        : (null, "The text on standard input is longer than any post; nothing was changed.");
                }
        );
    }

    private static Command Create(Command command, Func<ParseResult, Change> changeOf)
    {
        var key = new Argument<string>("KEY") { Description = "The post's key as posts list prints it, or its id." };
        command.Add(key);
        return StoreAccess.Complete(
            command,
            (parse, syndication, publication, stop) =>
                RunAsync(syndication, publication, parse.GetRequiredValue(key), changeOf(parse), stop)
        );
    }

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string key,
        Change change,
        CancellationToken cancellationToken
    )
    {
        if (await PostsCommand.FindAsync(syndication, publication, key, cancellationToken) is not var (delivery, _))
        {
            await Console.Error.WriteLineAsync(PostsCommand.NotFound(key));
            return ExitCode.Findings;
        }

        var (outcome, usage) = await change(syndication, publication, delivery, cancellationToken);
        if (outcome is null)
        {
            await Console.Error.WriteLineAsync(usage);
            return ExitCode.Usage;
        }

        var (exitCode, writer, message) = outcome.Match(
            done => (ExitCode.Done, Console.Out, DeliveryLine.Of(done.Delivery, publication.Zone) + CostChange(delivery, done.Delivery)),
            changed =>
                (ExitCode.Findings, Console.Error, $"{delivery.IdempotencyKey} was not changed: {changed.By} was faster ({changed.What})."),
            _ => (ExitCode.Findings, Console.Error, PostsCommand.NotFound(key)),
            refused => (ExitCode.Findings, Console.Error, $"{delivery.IdempotencyKey} was not changed. {refused.Reason}")
        );
        await writer.WriteLineAsync(message);
        if (
            outcome is ChangeOutcome.Done ended
            && await PostRemarks.FindAsync(syndication, ended.Delivery, cancellationToken) is { } remark
        )
        {
            await Console.Error.WriteLineAsync(remark);
        }

        return exitCode;
    }

    /// <summary>What an edit does to the estimate; nothing where it does nothing.</summary>
    private static string CostChange(Delivery before, Delivery after) =>
        after.Cost == before.Cost
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", about US${after.Cost:0.000} instead of US${before.Cost:0.000}");

    /// <summary>Without the line ends that editors and <c>echo</c> add; null when there is too much of it.</summary>
    private static async Task<string?> ReadTextAsync(string? given, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return given;
        }

        var buffer = new char[LongestText + 1];
        var length = await Console.In.ReadBlockAsync(buffer, cancellationToken);
        return length > LongestText ? null : new string(buffer, 0, length).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
    }
}
