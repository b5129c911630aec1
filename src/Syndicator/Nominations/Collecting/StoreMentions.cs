using System.Data.Common;
using Dapper;
using Syndicator.Networks;
using Syndicator.Nominations.Recognizing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>What a batch of posts became.</summary>
internal sealed record StoredBatch(IReadOnlyList<string> Became);

/// <summary>Stores posts with all that comes of them, and how far the source was read, in one transaction.</summary>
internal sealed class StoreMentions(
    Database database,
    MentionSource source,
    ReadingPositions positions,
    Recognizer recognizer,
    Rounds rounds,
    TimeProvider clock
)
{
    /// <param name="lacks">Whether posts that they refer to could not be had: such are recognised again.</param>
    /// <param name="move">What is stored beside; null: nothing.</param>
    /// <param name="again">Whether the posts come from the store, and are recognised anew although they have not changed.</param>
    /// <returns>Null when another worker has the source by now, and nothing was stored.</returns>
    public Task<StoredBatch?> RunAsync(
        MentionBatch batch,
        bool lacks,
        Func<DbTransaction, Task>? move,
        bool again,
        CancellationToken cancellationToken
    )
    {
        var work = batch.Posts.Select(post => Recognize(batch, post, lacks)).Where(item => again || item.IsNews).ToList();
        return database.WriteAsync(
            async transaction =>
            {
                if (!await positions.KeepAsync(transaction, source))
                {
                    return null;
                }

                var stored = await WriteAsync(transaction, batch, work, isFromStore: again);
                if (move is not null)
                {
                    await move(transaction);
                }

                return stored;
            },
            cancellationToken
        );
    }

    private Item Recognize(MentionBatch batch, Mention post, bool lacks)
    {
        var (before, arrival) = (batch.Kept(post.Id), batch.Arrive(post));
        return new Item(
            post,
            before,
            recognizer.Recognize(arrival),
            batch.IsBelow(post),
            lacks && recognizer.PostsToFetch(arrival).Any(batch.IsToFetch)
        );
    }

    private async Task<StoredBatch> WriteAsync(DbTransaction transaction, MentionBatch batch, IReadOnlyList<Item> work, bool isFromStore)
    {
        await using var writer = new MentionWriter(transaction, source, clock.GetUtcNow());
        await using var apply = new ApplyRecognition(transaction, source, rounds, clock);
        var became = new List<string>(work.Count);
        var nominating = new List<string>();
        await apply.PrepareAsync(work.Select(item => item.Recognition));
        foreach (var item in work)
        {
            var (becomes, why) = await apply.RunAsync(item.Post, item.Recognition, isNew: item.Before is null);
            await writer.WriteAsync(item.Post, item.Before, becomes, why, item.IsBelow, item.IsLacking, isFromStore);
            became.Add(becomes);
            if (becomes is Becomes.Nominates or Becomes.Endorses && item.Before?.Becomes != becomes)
            {
                nominating.Add(item.Post.Id);
            }
        }

        foreach (var post in batch.Context.Where(post => batch.Kept(post.Id) is null))
        {
            await writer.WriteAsync(post, null, Becomes.Context, "a mention refers to it", batch.IsBelow(post), isLacking: false);
        }

        await apply.FinishAsync();
        await writer.SendAsync();
        await AwakenAsync(transaction, nominating);
        return new StoredBatch(became);
    }

    /// <summary>What agreed with a post before it was known to nominate is recognised again.</summary>
    private async Task AwakenAsync(DbTransaction transaction, IReadOnlyList<string> nominating)
    {
        foreach (var some in nominating.Chunk(MentionTable.MostIds))
        {
            var among = new Among(some);
            foreach (var column in (string[])["parent_id", "quoted_id"])
            {
                await transaction.Connection!.ExecuteAsync(
                    $"""
                    update mentions set is_lacking = 1
                    where publication = @Publication and source = @Name and {column} in {among.List} and becomes = 'unsorted' and gone_at is null
                    """,
                    among.With(new { source.Publication, source.Name }),
                    transaction
                );
            }
        }
    }

    private sealed record Item(Mention Post, StoredMention? Before, Recognition Recognition, bool IsBelow, bool IsLacking)
    {
        public bool IsNews => Before is null || Before.Becomes == Becomes.Context || Before.DiffersFrom(Post);
    }
}
