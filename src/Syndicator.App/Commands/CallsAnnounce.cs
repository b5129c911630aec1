using System.CommandLine;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls announce</c>: does what the schedule <c>calls</c> does.</summary>
internal static class CallsAnnounce
{
    public static Command Create() =>
        StoreAccess.Complete(
            new Command(
                "announce",
                "Puts the posts about calls that are due now into the outbox. Again on the same day it adds what has room."
            ),
            (_, syndication, publication, stop) => RunAsync(syndication, publication, stop)
        );

    private static async Task<int> RunAsync(Syndication syndication, Publication publication, CancellationToken cancellationToken)
    {
        await syndication.FollowCallsAsync(publication, cancellationToken);
        var announced = await syndication.AnnounceCalls.RunAsync(
            publication,
            syndication.Clock.GetUtcNow(),
            StoreAccess.Actor,
            cancellationToken
        );
        foreach (var post in announced.Posts)
        {
            await Console.Out.WriteLineAsync(DeliveryLine.Of(post.Delivery, publication.Zone));
        }

        foreach (var post in announced.Unsayable)
        {
            await Console.Error.WriteLineAsync($"{CallLine.TitleOf(post.Plan.Says[0].Call)} was due and {CallLine.Of(post)}");
        }

        await Console.Error.WriteLineAsync(
            announced.Posts.Count == 0 ? "No account has a call to tell of now." : "They go out at the next delivery: syndicator deliver."
        );
        return ExitCode.Done;
    }
}
