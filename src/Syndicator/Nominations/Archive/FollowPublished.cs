using System.Data.Common;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Nominations.Archive;

/// <summary>
/// The end of the circle: what a published issue names is kept as had, and the nominations it names become published in it. Crates are known by name or address, links and
/// calls by address, quotes by their words, mended or shortened ones too (<see cref="QuoteLikeness"/>).
/// </summary>
internal static class FollowPublished
{
    /// <summary>In the history.</summary>
    public const string Act = "published";

    private const string Actor = "service";

    /// <summary>Open nominations of quotes that are compared word by word, the latest; nobody nominates as many in a year.</summary>
    private const int MostQuotes = 500;

    /// <summary>One step of its caller's transaction. Again for the same issue it changes nothing.</summary>
    /// <param name="announcedAt">What was nominated after that is nominated again, and belongs to a later issue.</param>
    /// <returns>The nominations that are published by it now.</returns>
    public static async Task<IReadOnlyList<Nomination>> RunAsync(
        Database database,
        DbTransaction transaction,
        string publication,
        string issueKey,
        Issue issue,
        DateTimeOffset announcedAt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var entries = PublishedEntry.Of(issue);
        await RecordPublished.RunAsync(database, transaction, publication, [(issueKey, entries, issue)], cancellationToken);
        var published = new List<Nomination>();
        var named = await NamedAsync(transaction, publication, issue, entries);
        foreach (var nomination in named.Where(one => one.CreatedAt <= announcedAt))
        {
            var after = nomination with { State = new NominationState.Published(issue.Number, issueKey, now) };
            // Null: an editor changed it at this very moment; the next look at the issue finds it.
            if (await NominationTable.WriteAsync(transaction, nomination, after, now, Actor, Act, issue.Title) is { } written)
            {
                published.Add(written);
            }
        }

        return published;
    }

    private static async Task<IReadOnlyList<Nomination>> NamedAsync(
        DbTransaction transaction,
        string publication,
        Issue issue,
        IReadOnlyList<PublishedEntry> entries
    )
    {
        var named = new List<Nomination>();
        foreach (var kind in entries.GroupBy(entry => entry.Kind))
        {
            named.AddRange(await WithIdentityAsync(transaction, publication, kind.Key, [.. kind.Select(entry => entry.Identity)]));
        }

        named.AddRange(await ByAddressAsync(transaction, publication, entries));
        named.AddRange(await ByWordsAsync(transaction, publication, issue));
        return [.. named.DistinctBy(nomination => nomination.Id)];
    }

    /// <summary>Open ones of these identities, and those into which one of them was merged.</summary>
    private static async Task<IReadOnlyList<Nomination>> WithIdentityAsync(
        DbTransaction transaction,
        string publication,
        NomineeKind kind,
        string[] identities
    )
    {
        var found = new List<Nomination>();
        foreach (var some in identities.Chunk(500))
        {
            var among = new Among(some);
            found.AddRange(
                await NominationTable.SelectAsync(
                    transaction.Connection!,
                    $"""
                    publication = @publication and {NominationTable.IsOpen} and ((kind = @kind and identity in {among.List}) or id in (
                      select merged_into from nominations where publication = @publication and kind = @kind and identity in {among.List} and state = 'merged'))
                    """,
                    among.With(new { publication, kind = NomineeJson.Name(kind) }),
                    transaction
                )
            );
        }

        return found;
    }

    /// <summary>Winners that the issue calls by another name, at the same address.</summary>
    private static async Task<IEnumerable<Nomination>> ByAddressAsync(
        DbTransaction transaction,
        string publication,
        IReadOnlyList<PublishedEntry> entries
    )
    {
        var addresses = entries
            .Where(entry => entry is { Kind: NomineeKind.Crate, Url: not null })
            .Select(entry => CanonicalAddress.Of(entry.Url!))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var winners = await NominationTable.SelectAsync(
            transaction.Connection!,
            "publication = @publication and kind = 'crate' and state = 'chosen'",
            new { publication },
            transaction
        );
        return winners.Where(one => one.Nominee is Nominee.Crate { Url: { } url } && addresses.Contains(CanonicalAddress.Of(url)));
    }

    private static async Task<IEnumerable<Nomination>> ByWordsAsync(DbTransaction transaction, string publication, Issue issue)
    {
        if (issue.Quotes.Count == 0)
        {
            return [];
        }

        var open = await NominationTable.SelectAsync(
            transaction.Connection!,
            $"publication = @publication and kind = 'quote' and {NominationTable.IsOpen} order by round desc, id desc limit {MostQuotes}",
            new { publication },
            transaction
        );
        return open.Where(one =>
            one.Nominee is Nominee.Quote quote && issue.Quotes.Any(published => QuoteLikeness.Is(published.Text, quote.Text))
        );
    }
}
