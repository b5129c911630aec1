using System.Data.Common;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Publishing.Edits;

/// <summary>
/// Carries a change of an announced issue to its posts: those that never left follow it, for those that left it is proposed to the editors. Never makes a post.
/// </summary>
internal sealed class ProposeEdits(Database database, TimeProvider clock)
{
    /// <summary>All of it in one transaction, once for each change. Changes nothing when the issue is known by another text than <paramref name="known"/>.</summary>
    /// <param name="known">The text that was announced, or last carried to the posts: <c>issues.announced_text</c> as the caller read it.</param>
    /// <param name="text">The text now.</param>
    /// <param name="before">What the known text makes today: a change of the templates is no change of the issue.</param>
    /// <param name="after">What the new text makes today.</param>
    public Task<CarriedChange> RunAsync(
        Publication publication,
        string issueKey,
        string known,
        string text,
        IReadOnlyList<PostThread> before,
        IReadOnlyList<PostThread> after,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
                await IssueTable.ReviseAsync(transaction, publication.Id, issueKey, known, text)
                    ? await CarryAsync(transaction, publication, issueKey, before, after)
                    : CarriedChange.Nothing,
            cancellationToken
        );

    private async Task<CarriedChange> CarryAsync(
        DbTransaction transaction,
        Publication publication,
        string issueKey,
        IReadOnlyList<PostThread> before,
        IReadOnlyList<PostThread> after
    )
    {
        var carried = CarriedChange.Nothing;
        foreach (var account in publication.Accounts.OrderBy(account => account.Name, StringComparer.Ordinal))
        {
            var place = new PostPlace(publication.Id, issueKey, account.Name, "", 0);
            var thread = await DeliveryTable.SelectThreadAsync(transaction.Connection!, place, transaction);
            if (thread.Count == 0)
            {
                // Nothing was said that a change could touch.
                continue;
            }

            var changes = PartChange.Between(
                before.SingleOrDefault(posts => posts.Account == account.Name),
                after.SingleOrDefault(posts => posts.Account == account.Name)
            );
            // In the order of the thread, as stopping does it: two that change the same posts wait for each other instead of both waiting in a circle.
            foreach (var change in changes.OrderBy(change => OrdinalOf(change.Part, thread)))
            {
                var part = new EditPlace(publication.Id, issueKey, account.Name, change.Part, Number: 0);
                carried += await new CarryPart(transaction, publication, account, part, change, clock.GetUtcNow()).RunAsync();
            }
        }

        return carried;
    }

    private static int OrdinalOf(string part, IReadOnlyList<Delivery> thread) =>
        thread.FirstOrDefault(post => post.Place.Part == part)?.Place.Ordinal ?? int.MaxValue;
}

/// <summary>What became of a change.</summary>
/// <param name="FollowedCount">Posts that never left and say what the issue says now.</param>
/// <param name="HeldCount">Posts that never left and whose statement the issue has no more.</param>
/// <param name="ProposedCount">Proposals made.</param>
/// <param name="WithdrawnCount">Proposals that no longer matter, the replaced ones among them.</param>
internal sealed record CarriedChange(int FollowedCount, int HeldCount, int ProposedCount, int WithdrawnCount)
{
    public static CarriedChange Nothing { get; } = new(0, 0, 0, 0);

    public static CarriedChange operator +(CarriedChange one, CarriedChange other) =>
        new(
            one.FollowedCount + other.FollowedCount,
            one.HeldCount + other.HeldCount,
            one.ProposedCount + other.ProposedCount,
            one.WithdrawnCount + other.WithdrawnCount
        );
}
