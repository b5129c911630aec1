using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// Mentions, replies and quotes from the account's notifications, also such as the server holds back. Read with <c>min_id</c>, which gives the oldest after
/// the cursor; <c>since_id</c> gives the newest and would leave a gap.
/// </summary>
internal sealed class MastodonMentions(MastodonClient client, MastodonReader reader)
{
    private const int PageSize = 80;

    private const string Path = "api/v1/notifications?limit=80&include_filtered=true&types[]=mention&types[]=quote";

    /// <summary>Before every id.</summary>
    private const string Beginning = "0";

    public async Task<ReadOutcome<MentionPage>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var path = cursor is null ? Path : $"{Path}&min_id={Uri.EscapeDataString(cursor)}";
        var answer = await client.GetAsync(path, cancellationToken);
        return client.Understand(answer, MastodonJson.Default.IReadOnlyListJsonElement).Then(items => Page(items, cursor, Newer(answer)));
    }

    /// <summary>The server's own word for what comes after this page.</summary>
    private string? Newer(WireAnswer answer) =>
        answer is WireAnswer.Received received
            ? MastodonLinks.Parameter(
                MastodonLinks.Parse(MastodonHeaders.Value(received.Headers, "Link"), client.Server).Previous,
                "min_id"
            )
            : null;

    private ReadOutcome<MentionPage> Page(IReadOnlyList<JsonElement> newestFirst, string? cursor, string? newer)
    {
        if (newestFirst.Count == 0)
        {
            return new ReadOutcome<MentionPage>.Read(new MentionPage([], cursor, HasMore: false, []));
        }

        if (cursor is null && newestFirst.Count >= PageSize)
        {
            // These are the newest, and there are more: from the oldest on that the server shows.
            return new ReadOutcome<MentionPage>.Read(new MentionPage([], Beginning, HasMore: true, []));
        }

        var notifications = newestFirst.Select(item => MastodonReader.Item(item, MastodonJson.Default.MastodonNotification)).ToList();
        if ((newer ?? notifications.Select(item => item?.Id).FirstOrDefault(id => !string.IsNullOrEmpty(id))) is not { } next)
        {
            return new ReadOutcome<MentionPage>.Unavailable($"{client.Server.Host} lists mentions without ids.");
        }

        var mentions = new List<Mention>();
        var unread = new List<(string, string)>();
        foreach (var notification in notifications.AsEnumerable().Reverse())
        {
            Take(notification, cursor, mentions, unread);
        }

        // Without a cursor the page held everything; with it, the next page may hold more, and an empty one is the end.
        return new ReadOutcome<MentionPage>.Read(
            new MentionPage([.. mentions.DistinctBy(mention => mention.Id)], next, HasMore: cursor is not null && next != cursor, unread)
        );
    }

    private void Take(MastodonNotification? notification, string? cursor, List<Mention> mentions, List<(string, string)> unread)
    {
        if (notification is null)
        {
            unread.Add(("?", "the notification is not what the programming interface promises"));
            return;
        }

        // Other kinds come from software that does not know the filter; the cursor's own from such as counts it in.
        if (notification.Type is not (null or "mention" or "quote") || (cursor is not null && notification.Id == cursor))
        {
            return;
        }

        var (mention, reason) = reader.Read(notification.Status);
        if (mention is null)
        {
            unread.Add((notification.Status?.Id ?? notification.Id ?? "?", reason!));
        }
        else
        {
            mentions.Add(mention);
        }
    }
}
