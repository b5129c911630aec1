using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Crates;
using Syndicator.Issues;
using Syndicator.Nominations.Collecting;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What there is to know before deciding about nominations, from what is stored.</summary>
/// <param name="draft">What the issue being written has already; null: nothing.</param>
internal sealed class NominationMarks(DbConnection connection, string publication, DateTimeOffset now, IssueContents? draft)
{
    /// <summary>Of so many posts of a page it is looked who wrote them.</summary>
    private const int MostPosts = 2000;

    private const int FewPosts = 20;
    private static readonly TimeSpan s_new = TimeSpan.FromDays(30);

    public async Task<Dictionary<NominationId, IReadOnlyList<Mark>>> OfAsync(IReadOnlyList<Nomination> nominations)
    {
        var ids = nominations.Select(nomination => nomination.Id.ToString()).ToList();
        var posts = (await PostsAsync(new Among(ids))).ToLookup(post => post.Id, StringComparer.Ordinal);
        var had = (await HadAsync(nominations)).ToLookup(row => (IssueContents.Comparable(NomineeJson.Kind(row.Kind)), row.Identity));
        var facts = await FactsAsync(nominations);
        return nominations.ToDictionary(
            nomination => nomination.Id,
            IReadOnlyList<Mark> (nomination) =>
                [
                    .. OfPosts([.. posts[nomination.Id.ToString()]], OwnersOf(nomination.Nominee, facts)),
                    .. had[(IssueContents.Comparable(nomination.Nominee.Kind), NomineeIdentity.Of(nomination.Nominee))]
                        // What it won itself it did not win before.
                        .Where(row => row.IssueKey != (nomination.State as NominationState.Published)?.IssueKey)
                        .Select(row => row.ToMark()),
                    .. OfNominee(nomination.Nominee, facts),
                ]
        );
    }

    /// <summary>Whom crates.io names; nobody where it was not asked.</summary>
    private static IReadOnlyList<string> OwnersOf(Nominee nominee, Dictionary<string, string> facts) =>
        nominee is Nominee.Crate && facts.TryGetValue(NomineeIdentity.Of(nominee), out var json)
            ? [.. CrateFacts.FromJson(json)?.Owners.Select(owner => owner.Login) ?? []]
            : [];

    /// <param name="owners">Names on GitHub. That a name is the same somewhere else is a hint and no proof.</param>
    private static IEnumerable<Mark> OfPosts(IReadOnlyList<PostRow> all, IReadOnlyList<string> owners)
    {
        var posts = all.Where(post => post.WithdrawnAt is null).ToList();
        if (posts.Count > 0 && posts.All(post => post.IsQuotable == 0))
        {
            yield return new Mark(Mark.Private, "private: cannot be chosen or exported");
        }
        else if (posts.Any(post => post.IsQuotable == 0))
        {
            yield return new Mark(Mark.PartlyPrivate, "some of its posts are private, and are not quoted");
        }

        if (posts.Any(post => post.IsSelf == 1))
        {
            yield return new Mark(Mark.SelfSuggestion, "self-suggestion");
        }
        else if (owners.FirstOrDefault(owner => posts.Any(post => post.IsBy(owner))) is { } owner)
        {
            yield return new Mark(
                Mark.SelfSuggestion,
                $"self-suggestion, it seems: it has an owner called {OneLine.Of(owner, 40)} on crates.io"
            );
        }

        if (posts.Any(post => post.Author.IsBot))
        {
            yield return new Mark(Mark.Bot, "nominated by a bot");
        }

        if (posts.Any(post => post.Author is { AuthorSince: { } since, AuthorPosts: null or < FewPosts } && post.At - since < s_new))
        {
            yield return new Mark(Mark.NewAccount, "nominated by a new account without history");
        }

        if (posts.Any(post => post.ChangedAt is not null))
        {
            yield return new Mark(Mark.Edited, "edited since it was collected");
        }

        if (all.Count > 0 && posts.Count == 0)
        {
            yield return new Mark(Mark.Gone, "every post that nominated it is gone or names something else");
        }
    }

    private IEnumerable<Mark> OfNominee(Nominee nominee, Dictionary<string, string> facts)
    {
        if (draft?.Has(nominee) == true)
        {
            yield return new Mark(Mark.InDraft, "the draft has it already");
        }

        if (nominee is Nominee.Crate { Name: null })
        {
            yield return new Mark(Mark.NoName, "the crate's name is not known");
        }

        if (nominee is Nominee.Crate && facts.GetValueOrDefault(NomineeIdentity.Of(nominee)) == AskCratesIo.Unknown)
        {
            yield return new Mark(Mark.UnknownCrate, "crates.io does not know it");
        }

        foreach (var mark in nominee is Nominee.Call call ? OfCall(call) : [])
        {
            yield return mark;
        }
    }

    private IEnumerable<Mark> OfCall(Nominee.Call call)
    {
        if (call.Title is null)
        {
            yield return new Mark(Mark.NoTitle, "the call's title is not known");
        }

        if (SpeakersRow.Of(call.Title) is not { } row)
        {
            yield break;
        }

        if (row.Closing is Closing.At closing && closing.Instant <= now)
        {
            yield return new Mark(Mark.Closed, string.Create(CultureInfo.InvariantCulture, $"it closed on {closing.Day:yyyy-MM-dd}"));
        }

        if (string.Join(", ", row.Missing()) is { Length: > 0 } missing)
        {
            yield return new Mark(Mark.RowIncomplete, $"its row has {missing}");
        }
    }

    private Task<IEnumerable<PostRow>> PostsAsync(Among ids) =>
        connection.QueryAsync<PostRow>(
            $"""
            select p.nomination_id as id, p.is_self, p.is_quotable, p.at, p.withdrawn_at, m.author as handle, m.details, m.changed_at
            from proposals p left join mentions m on m.publication = p.publication and m.source = p.source and m.post_id = p.post_id
            where p.nomination_id in {ids.List} limit @MostPosts
            """,
            ids.With(new { MostPosts })
        );

    private Task<IEnumerable<HadRow>> HadAsync(IReadOnlyList<Nomination> nominations)
    {
        var among = new Among([
            .. nominations.Select(nomination => NomineeIdentity.Of(nomination.Nominee)).Distinct(StringComparer.Ordinal),
        ]);
        return connection.QueryAsync<HadRow>(
            $"""
            select kind, identity, issue_key, issue_number, published_on from published
            where publication = @publication and identity in {among.List} order by published_on desc, issue_key
            """,
            among.With(new { publication })
        );
    }

    /// <summary>What crates.io said, by identity; that it was not asked says nothing.</summary>
    private async Task<Dictionary<string, string>> FactsAsync(IReadOnlyList<Nomination> nominations)
    {
        var among = new Among([
            .. nominations
                .Select(nomination => nomination.Nominee)
                .OfType<Nominee.Crate>()
                .Select(NomineeIdentity.Of)
                .Distinct(StringComparer.Ordinal),
        ]);
        return (
            await connection.QueryAsync<(string Name, string Facts)>(
                $"select name, facts from crate_facts where name in {among.List}",
                among.With(new { })
            )
        ).ToDictionary(fact => fact.Name, fact => fact.Facts, StringComparer.Ordinal);
    }

    private sealed class PostRow
    {
        private MentionDetails? _author;

        public string Id { get; set; } = "";
        public long IsSelf { get; set; }
        public long IsQuotable { get; set; }
        public DateTimeOffset At { get; set; }
        public DateTimeOffset? WithdrawnAt { get; set; }

        /// <summary>Null for what was entered by hand.</summary>
        public string? Handle { get; set; }
        public string? Details { get; set; }
        public DateTimeOffset? ChangedAt { get; set; }

        public MentionDetails Author => _author ??= string.IsNullOrEmpty(Details) ? new MentionDetails() : MentionDetails.Read(Details);

        /// <summary>By the name without its server.</summary>
        public bool IsBy(string name) => name.Equals((Handle ?? "").Split('@', '.')[0], StringComparison.OrdinalIgnoreCase);
    }

    private sealed class HadRow
    {
        public string Kind { get; set; } = "";
        public string Identity { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public long? IssueNumber { get; set; }
        public string? PublishedOn { get; set; }

        public Mark ToMark()
        {
            var issue = IssueNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"issue {number}") : IssueKey;
            var day = PublishedOn is null ? "" : $" ({PublishedOn})";
            return Kind is "crate" or "quote"
                ? new Mark(Mark.WonBefore, $"won before: {issue}{day}")
                : new Mark(Mark.HadBefore, $"had before: {issue}{day}");
        }
    }
}
