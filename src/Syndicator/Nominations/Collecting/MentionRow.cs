using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>A row of the table <c>mentions</c>, as it is read.</summary>
internal sealed class MentionRow
{
    public string PostId { get; set; } = "";
    public string Url { get; set; } = "";
    public string AuthorId { get; set; } = "";
    public string Author { get; set; } = "";
    public string Text { get; set; } = "";
    public string Details { get; set; } = "";
    public DateTimeOffset PostedAt { get; set; }
    public DateTimeOffset? EditedAt { get; set; }
    public string? ParentId { get; set; }
    public string? QuotedId { get; set; }
    public long IsPublic { get; set; }
    public long IsBelowInvitation { get; set; }
    public long IsLacking { get; set; }
    public string Becomes { get; set; } = "";
    public string Why { get; set; } = "";
    public DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset CheckedAt { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }
    public DateTimeOffset? GoneAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? ForgottenAt { get; set; }

    public StoredMention ToStored() =>
        new(
            ToMention(MentionDetails.Read(Details)),
            Becomes,
            Why,
            IsBelowInvitation == 1,
            IsLacking == 1,
            SeenAt,
            CheckedAt,
            ChangedAt,
            GoneAt,
            ReadAt
        )
        {
            ForgottenAt = ForgottenAt,
        };

    private Mention ToMention(MentionDetails details) =>
        new()
        {
            Id = PostId,
            Url = Url,
            Author = new MentionAuthor(
                AuthorId,
                Author,
                details.DisplayName,
                details.AuthorUrl,
                details.IsOurs,
                details.IsBot,
                details.AuthorSince,
                details.AuthorPosts
            ),
            Text = Text,
            Links = details.Links ?? [],
            Tags = details.Tags ?? [],
            PostedAt = PostedAt,
            EditedAt = EditedAt,
            ParentId = ParentId,
            QuotedId = QuotedId,
            ConversationId = details.ConversationId,
            Quotations = details.Quotations ?? [],
            IsPublic = IsPublic == 1,
            Language = details.Language,
        };
}
