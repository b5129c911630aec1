using System.Data.Common;
using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Writes mentions, many in one transaction; they are there for others to read when <see cref="SendAsync"/> has run.</summary>
internal sealed class MentionWriter(DbTransaction transaction, MentionSource source, DateTimeOffset now) : IAsyncDisposable
{
    private static readonly string[] s_numbers =
    [
        "postedAt",
        "editedAt",
        "isPublic",
        "isBelow",
        "isLacking",
        "now",
        "checkedAt",
        "changedAt",
    ];

    private static readonly string[] s_texts =
    [
        "publication",
        "source",
        "postId",
        "network",
        "url",
        "authorId",
        "author",
        "text",
        "details",
        "parentId",
        "quotedId",
        "becomes",
        "why",
    ];

    private readonly RepeatedStatement _write = new(
        transaction,
        """
        insert into mentions (publication, source, post_id, network, url, author_id, author, text, details, posted_at, edited_at, parent_id, quoted_id,
          is_public, is_below_invitation, is_lacking, becomes, why, seen_at, checked_at, changed_at)
        values (@publication, @source, @postId, @network, @url, @authorId, @author, @text, @details, @postedAt, @editedAt, @parentId, @quotedId,
          @isPublic, @isBelow, @isLacking, @becomes, @why, @now, @checkedAt, @changedAt)
        on conflict (publication, source, post_id) do update set url = excluded.url, author = excluded.author, text = excluded.text,
          details = excluded.details, edited_at = excluded.edited_at, parent_id = excluded.parent_id, quoted_id = excluded.quoted_id,
          is_public = excluded.is_public, is_below_invitation = excluded.is_below_invitation, is_lacking = excluded.is_lacking,
          becomes = excluded.becomes, why = excluded.why, checked_at = excluded.checked_at, changed_at = excluded.changed_at
        """,
        s_numbers,
        s_texts
    );

    /// <param name="before">As it was kept; null for a new one.</param>
    /// <param name="isFromStore">Whether the network was not asked for it.</param>
    public Task WriteAsync(
        Mention post,
        StoredMention? before,
        string becomes,
        string why,
        bool isBelow,
        bool isLacking,
        bool isFromStore = false
    ) =>
        _write.AddAsync(
            post.PostedAt,
            post.EditedAt,
            post.IsPublic,
            isBelow,
            isLacking,
            now,
            isFromStore && before is not null ? before.CheckedAt : now,
            before?.DiffersFrom(post) == true ? now : before?.ChangedAt,
            source.Publication,
            source.Name,
            post.Id,
            source.Network,
            post.Url,
            post.Author.Id,
            post.Author.Handle,
            post.Text,
            MentionDetails.Write(post),
            post.ParentId,
            post.QuotedId,
            becomes,
            StorableText.Of(why)
        );

    public Task SendAsync() => _write.SendAsync();

    public ValueTask DisposeAsync() => _write.DisposeAsync();
}
