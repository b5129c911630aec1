using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Syndicator.Networks.Mastodon;

/// <summary>Makes mentions of posts as the server tells them.</summary>
/// <param name="domain">Completes the handles of the server's own accounts.</param>
/// <param name="self">The account that reads.</param>
internal sealed class MastodonReader(Uri server, string domain, MastodonAccount self)
{
    /// <summary>The mention, or why there is none.</summary>
    public (Mention? Mention, string? Reason) Read(MastodonStatus? status)
    {
        if (status is not { Id.Length: > 0 })
        {
            return (null, "the post has no id");
        }

        if (status.Account is not { Id.Length: > 0 } account || (account.Acct ?? account.Username) is not { Length: > 0 } handle)
        {
            return (null, "the post has no author");
        }

        if (status.Content is null || status.CreatedAt is not { } postedAt)
        {
            return (null, status.Content is null ? "the post has no text" : "the post has no time");
        }

        var (text, links) = MastodonHtml.Read(status.Content, status.Quote is not null, keepsMarks: true);
        var mention = new Mention
        {
            Id = status.Id,
            Url = MastodonPosting.Remote(status, server).Url,
            Author = Author(account, handle),
            Text = WithWarning(status.SpoilerText, text),
            Links = links,
            Tags = [.. (status.Tags ?? []).Select(tag => tag?.Name).OfType<string>()],
            PostedAt = postedAt,
            EditedAt = status.EditedAt,
            ParentId = string.IsNullOrEmpty(status.InReplyToId) ? null : status.InReplyToId,
            QuotedId = QuotedId(status.Quote),
            // What is not known to be for everybody is not.
            IsPublic = status.Visibility is "public" or "unlisted" && status.LocalOnly != true,
            Language = string.IsNullOrEmpty(status.Language) ? null : status.Language,
        };
        return (mention, null);
    }

    /// <summary>One item of a list; null when it is not what it should be. The others are not hindered by it.</summary>
    public static T? Item<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        // Texts with half a surrogate pair are no JsonException.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>With the account's server, which servers leave out for their own.</summary>
    public static string Handle(string acct, string domain) => acct.Contains('@') ? acct : $"{acct}@{domain}";

    private MentionAuthor Author(MastodonAccount account, string handle) =>
        new(
            account.Id!,
            Handle(handle, domain),
            string.IsNullOrWhiteSpace(account.DisplayName) ? account.Username ?? handle : account.DisplayName,
            MastodonHtml.WebAddress(account.Url) ?? new Uri(server, "@" + Uri.EscapeDataString(handle)).AbsoluteUri,
            IsOurs: account.Id == self.Id,
            IsBot: account.Bot == true,
            account.CreatedAt,
            account.StatusesCount
        );

    private static string WithWarning(string? warning, string text) =>
        string.IsNullOrWhiteSpace(warning) ? text
        : text.Length == 0 ? warning.Trim()
        : $"{warning.Trim()}\n\n{text}";

    private static string? QuotedId(MastodonQuote? quote) =>
        quote?.State is null or "accepted" && (quote?.QuotedStatus?.Id ?? quote?.QuotedStatusId) is { Length: > 0 } id ? id : null;
}
