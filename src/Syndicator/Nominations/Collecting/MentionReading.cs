using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Several pages of a source, to be stored together.</summary>
/// <param name="Posts">Oldest first.</param>
/// <param name="Cursor">Of the last page that was read.</param>
/// <param name="HasMore">Whether to go on at once.</param>
/// <param name="Trouble">What ended the reading; what was read before it counts.</param>
internal sealed record MentionReading(
    IReadOnlyList<Mention> Posts,
    string? Cursor,
    bool HasMore,
    IReadOnlyList<(string Id, string Reason)> Unread,
    SourceTrouble? Trouble
)
{
    /// <summary>Enough for one transaction.</summary>
    private const int Enough = 400;

    /// <summary>Pages without a single mention in a row: a network that goes through what it has left out gives such.</summary>
    private const int MostEmptyPages = 500;

    public static async Task<MentionReading> RunAsync(IReadsMentions network, string? cursor, CancellationToken cancellationToken)
    {
        var posts = new List<Mention>();
        var unread = new List<(string, string)>();
        for (var pages = 1; ; pages++)
        {
            var outcome = await network.ReadMentionsAsync(cursor, cancellationToken);
            if (outcome.ValueOrDefault() is not { } page)
            {
                return new MentionReading(posts, cursor, HasMore: false, unread, SourceTrouble.Of(outcome));
            }

            posts.AddRange(page.Mentions.Select(StorableText.Of));
            unread.AddRange(page.Unread);
            var stands = page.HasMore && page.Cursor == cursor;
            cursor = page.Cursor;
            if (stands)
            {
                return new MentionReading(
                    posts,
                    cursor,
                    HasMore: false,
                    unread,
                    new SourceTrouble("The pages of mentions go round in a circle.")
                );
            }

            if (!page.HasMore || posts.Count >= Enough || pages >= MostEmptyPages)
            {
                return new MentionReading(posts, cursor, page.HasMore, unread, null);
            }
        }
    }
}
