using System.Globalization;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Nominations.Archive;

/// <summary>An issue that had something.</summary>
/// <param name="Number">Null for a special.</param>
/// <param name="On">Its day; null where it is not known.</param>
/// <param name="Name">What the issue called it.</param>
internal sealed record EarlierAppearance(string Identity, string IssueKey, int? Number, DateOnly? On, string Name, string? Url);

/// <summary>Which issues had something already.</summary>
internal sealed class PublishedBefore(Database database)
{
    private const int AtOnce = 500;

    /// <summary>By identity, the latest issue first; what no issue had is missing.</summary>
    public Task<ILookup<string, EarlierAppearance>> FindAsync(
        string publication,
        NomineeKind kind,
        IReadOnlyCollection<string> identities,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async connection =>
            {
                var found = new List<EarlierAppearance>();
                foreach (var some in identities.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
                {
                    var among = new Among(some);
                    var rows = await connection.QueryAsync<Row>(
                        $"""
                        select identity, issue_key, issue_number, published_on, name, url from published
                        where publication = @publication and kind = @kind and identity in {among.List}
                        order by published_on desc, issue_key desc
                        """,
                        among.With(new { publication, kind = NomineeJson.Name(kind) })
                    );
                    found.AddRange(rows.Select(row => row.ToAppearance()));
                }

                return found.ToLookup(one => one.Identity, StringComparer.Ordinal);
            },
            cancellationToken
        );

    private sealed class Row
    {
        public string Identity { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public long? IssueNumber { get; set; }
        public string? PublishedOn { get; set; }
        public string Name { get; set; } = "";
        public string? Url { get; set; }

        public EarlierAppearance ToAppearance() =>
            new(
                Identity,
                IssueKey,
                (int?)IssueNumber,
                PublishedOn is null ? null : DateOnly.ParseExact(PublishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Name,
                Url
            );
    }
}
