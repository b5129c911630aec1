using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>What an editor does about posts that wait for one: lets them go on, with the acts of the desk.</summary>
internal sealed class TortureEditor(Database database, string publication)
{
    private readonly HashSet<DeliveryId> _unsettled = [];
    private readonly HashSet<DeliveryId> _failed = [];

    /// <summary>Posts that a look-up could not tell about.</summary>
    public int UnsettledCount => _unsettled.Count;

    /// <summary>Posts that were refused.</summary>
    public int FailedCount => _failed.Count;

    /// <summary>Accounts that were paused until somebody resumes them.</summary>
    public int PauseCount { get; private set; }

    public async Task ActAsync(IReadOnlyList<Delivery> posts, CancellationToken cancellationToken)
    {
        var change = new ChangeDelivery(database, TimeProvider.System);
        foreach (var post in posts.Where(NeedsRelease))
        {
            (post.State is DeliveryState.Failed ? _failed : _unsettled).Add(post.Id);
            await change.ReleaseAsync(post.Id, "cli:editor", cancellationToken);
        }

        var pauses = new AccountPauses(database, TimeProvider.System);
        foreach (var pause in (await pauses.ListAsync(publication, cancellationToken)).Where(pause => pause.Until is null))
        {
            PauseCount++;
            await pauses.ResumeAsync(publication, pause.Account, "cli:editor", cancellationToken);
        }
    }

    private static bool NeedsRelease(Delivery post) =>
        post.State is DeliveryState.Failed or DeliveryState.Held { Reason: HeldReason.Unsettled or HeldReason.Stale };
}
