using System.CommandLine;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations invite</c>: does what the schedule <c>invite</c> does.</summary>
internal static class NominationsInvite
{
    public static Command Create() =>
        StoreAccess.Complete(
            new Command("invite", "Puts invitations to nominate into the outbox, once a round and account."),
            (_, syndication, publication, stop) => RunAsync(syndication, publication, stop)
        );

    private static async Task<int> RunAsync(Syndication syndication, Publication publication, CancellationToken cancellationToken)
    {
        var invitation = await syndication.Invite.RunAsync(
            publication,
            syndication.Clock.GetUtcNow(),
            StoreAccess.Actor,
            cancellationToken
        );
        foreach (var delivery in invitation.Deliveries)
        {
            await Console.Out.WriteLineAsync(DeliveryLine.Of(delivery, publication.Zone));
        }

        await Console.Error.WriteLineAsync(
            invitation.Deliveries.Count == 0 ? "No account has a template that invites."
            : invitation.IsNew ? "They go out at the next delivery: syndicator deliver."
            : "This round was invited to already."
        );
        return ExitCode.Done;
    }
}
