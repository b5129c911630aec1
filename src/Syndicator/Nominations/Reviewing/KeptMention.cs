using System.Data.Common;
using Dapper;
using Syndicator.Nominations.Collecting;

namespace Syndicator.Nominations.Reviewing;

/// <summary>A mention as an editor decides about it.</summary>
internal sealed record KeptMention
{
    public required string Publication { get; init; }
    public required string Source { get; init; }
    public required string PostId { get; init; }
    public required string Network { get; init; }
    public required string Url { get; init; }
    public required string AuthorId { get; init; }

    /// <summary>As its author wants to be called; the handle where nothing is known.</summary>
    public required string AuthorName { get; init; }

    public required string Handle { get; init; }
    public required string Text { get; init; }
    public required IReadOnlyList<string> Links { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required bool IsPublic { get; init; }
    public required bool IsGone { get; init; }
    public required bool IsRead { get; init; }

    /// <summary><c>unsorted</c>, <c>nominates</c>.</summary>
    public required string Becomes { get; init; }

    public required string Why { get; init; }

    private const string Columns =
        "publication, source, post_id, network, url, author_id, author, text, details, posted_at, is_public, gone_at, read_at, becomes, why";

    /// <param name="name">Its address, its id, or <c>source/id</c>.</param>
    public static async Task<KeptMention?> FindAsync(DbTransaction transaction, string publication, string name) =>
        (
            await SelectAsync(
                transaction.Connection!,
                "publication = @publication and (post_id = @name or url = @name or source || '/' || post_id = @name) order by source limit 1",
                new { publication, name },
                transaction
            )
        ).SingleOrDefault();

    public static async Task<IReadOnlyList<KeptMention>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (await connection.QueryAsync<Row>($"select {Columns} from mentions where {condition}", parameters, transaction)).Select(
                row => row.ToMention()
            ),
        ];

    public Task<long> NextOrdinalAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteScalarAsync<long>(
            """
            select coalesce(max(ordinal) + 1, 0) from proposals where publication = @Publication and source = @Source and post_id = @PostId
            """,
            this,
            transaction
        );

    public Task BecomeAsync(DbTransaction transaction, string becomes, string why, DateTimeOffset readAt) =>
        transaction.Connection!.ExecuteAsync(
            """
            update mentions set becomes = @becomes, why = @why, read_at = coalesce(read_at, @readAt)
            where publication = @Publication and source = @Source and post_id = @PostId
            """,
            new
            {
                Publication,
                Source,
                PostId,
                becomes,
                why,
                readAt,
            },
            transaction
        );

    private sealed class Row
    {
        public string Publication { get; set; } = "";
        public string Source { get; set; } = "";
        public string PostId { get; set; } = "";
        public string Network { get; set; } = "";
        public string Url { get; set; } = "";
        public string AuthorId { get; set; } = "";
        public string Author { get; set; } = "";
        public string Text { get; set; } = "";
        public string Details { get; set; } = "";
        public DateTimeOffset PostedAt { get; set; }
        public long IsPublic { get; set; }
        public DateTimeOffset? GoneAt { get; set; }
        public DateTimeOffset? ReadAt { get; set; }
        public string Becomes { get; set; } = "";
        public string Why { get; set; } = "";

        public KeptMention ToMention()
        {
            var details = MentionDetails.Read(Details.Length == 0 ? "{}" : Details);
            return new KeptMention
            {
                Publication = Publication,
                Source = Source,
                PostId = PostId,
                Network = Network,
                Url = Url,
                AuthorId = AuthorId,
                AuthorName = string.IsNullOrWhiteSpace(details.DisplayName) ? Author : details.DisplayName,
                Handle = Author,
                Text = Text,
                Links = details.Links ?? [],
                PostedAt = PostedAt,
                IsPublic = IsPublic == 1,
                IsGone = GoneAt is not null,
                IsRead = ReadAt is not null,
                Becomes = Becomes,
                Why = Why,
            };
        }
    }
}
