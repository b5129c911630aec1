using System.Globalization;
using System.Text.Json;
using Syndicator.Networks;

namespace Syndicator.Forums;

/// <summary>
/// Makes mentions of posts as a forum tells them. The text is what was typed, where the forum tells it; links are those the forum found in it, because a text
/// alone does not say which addresses became links.
/// </summary>
internal static class DiscoursePostReader
{
    private static readonly TimeSpan s_sameMoment = TimeSpan.FromSeconds(1);

    /// <summary>One post as <c>/posts/ID.json</c> or a list of posts has it: the mention, or why there is none. Its topic is the mention's conversation.</summary>
    /// <param name="forum">With a final slash.</param>
    public static (Mention? Mention, string? Problem) Read(JsonElement post, Uri forum) =>
        DiscoursePost.From(post) is { } read ? Read(read, forum) : (null, "the post has no id");

    public static (Mention? Mention, string? Problem) Read(DiscoursePost post, Uri forum) =>
        post switch
        {
            { IsShown: false } => (null, "the post is hidden or deleted"),
            { IsSaid: false } => (null, "it is a note of the forum, nobody's post"),
            { Number: null } or { TopicId: null } => (null, "the post has no place in a topic"),
            { Username: null or "" } => (null, "the post has no author"),
            { Raw: null, Cooked: null } => (null, "the post has no text"),
            { CreatedAt: null } => (null, "the post has no time"),
            _ => (Mention(post, forum), null),
        };

    private static Mention Mention(DiscoursePost post, Uri forum)
    {
        var page = Page(post, forum);
        var cooked = ForumHtml.Read(post.Cooked ?? "", page);
        var (text, passages) = post.Raw is { } raw ? QuoteBlocks.Part(raw) : (cooked.Text, cooked.Passages.Where(IsQuoted).ToList());
        IReadOnlyList<Quotation> quotations = [.. passages.Select(passage => Quotation(passage, post, forum))];
        return new Mention
        {
            Id = Id(post.TopicId!.Value, post.Number!.Value),
            Url = page.AbsoluteUri,
            Author = Author(post, forum),
            Text = text,
            Links = [.. cooked.Links.Select(link => link.Url ?? Shown(link.Source!, passages, post, forum)).OfType<string>()],
            Tags = cooked.Tags,
            PostedAt = post.CreatedAt!.Value,
            EditedAt = EditedAt(post),
            ParentId = post.ReplyTo is { } parent ? Id(post.TopicId.Value, parent) : null,
            ConversationId = post.TopicId.Value.ToString(CultureInfo.InvariantCulture),
            QuotedId = quotations.Select(quotation => quotation.PostId).FirstOrDefault(id => id is not null),
            Quotations = quotations,
            IsPublic = true,
        };
    }

    private static string Id(long topic, int number) => FormattableString.Invariant($"{topic}/{number}");

    private static Uri Page(DiscoursePost post, Uri forum) =>
        post.Path is { Length: > 0 and < 1000 } path
        && path[0] == '/'
        && Uri.TryCreate(forum, path, out var page)
        && page.Host == forum.Host
            ? page
            : new Uri(Address(post.TopicId!.Value, post.Number!.Value, post, forum));

    private static string Address(long topic, int number, DiscoursePost post, Uri forum)
    {
        var slug = topic == post.TopicId && post.TopicSlug is { Length: > 0 and < 300 } known ? Uri.EscapeDataString(known) : "-";
        return new Uri(forum, FormattableString.Invariant($"t/{slug}/{topic}/{number}")).AbsoluteUri;
    }

    private static MentionAuthor Author(DiscoursePost post, Uri forum) =>
        new(
            post.UserId?.ToString(CultureInfo.InvariantCulture) ?? post.Username!,
            post.Username!,
            string.IsNullOrWhiteSpace(post.Name) ? post.Username! : post.Name,
            new Uri(forum, "u/" + Uri.EscapeDataString(post.Username!)).AbsoluteUri,
            IsBot: post.UserId < 0
        );

    // Versions count edits after some minutes only.
    private static DateTimeOffset? EditedAt(DiscoursePost post) =>
        post.UpdatedAt is { } updatedAt && (post.Version > 1 || updatedAt - post.CreatedAt > s_sameMoment) ? updatedAt : null;

    /// <summary>The address of a post that the forum shows as a passage though nobody quoted it: its bare address was typed.</summary>
    private static string? Shown(QuoteSource source, IReadOnlyList<Passage> passages, DiscoursePost post, Uri forum) =>
        source.Post is { } number
        && source.Topic is { } topic
        && !passages.Any(passage => passage.Source.Post == number && (passage.Source.Topic ?? post.TopicId) == topic)
            ? Address(topic, number, post, forum)
            : null;

    // A topic's bare address becomes a passage of nobody.
    private static bool IsQuoted(Passage passage) => passage.Source.Username.Length > 0 || passage.Source.Topic is null;

    private static Quotation Quotation(Passage passage, DiscoursePost post, Uri forum)
    {
        var (username, number, named) = passage.Source;
        var topic = named ?? post.TopicId!.Value;
        return new Quotation(
            passage.Text,
            username,
            number is { } own && topic == post.TopicId ? Id(topic, own) : null,
            number is { } any ? Address(topic, any, post, forum) : null
        );
    }
}
