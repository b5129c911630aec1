using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>What an author wrote, out of what X made of it: shortened links, escaped signs, links to pictures added at the end.</summary>
internal static partial class XPostText
{
    /// <summary>Exactly what the author wrote, as plain text.</summary>
    public static string Plain(XPost post) => Expand(post, url => IsAppended(url) || IsTo(url, post.Referred("quoted")));

    /// <summary>Targets of the links in the text.</summary>
    public static IReadOnlyList<string> Links(XPost post)
    {
        var text = Plain(post);
        return
        [
            .. Urls(post)
                .Where(url => !IsAppended(url) && text.Contains(url.ExpandedUrl!, StringComparison.Ordinal))
                .Select(url => url.ExpandedUrl!)
                .Where(target => Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyList<string> Tags(XPost post) =>
        [.. (Whole(post).Entities?.Hashtags ?? []).Select(tag => tag?.Tag).OfType<string>().Where(tag => tag.Length > 0)];

    /// <summary>Whether a post of ours says what we sent. Rather a little too kind: what is overlooked here would be sent twice.</summary>
    public static bool Says(XPost post, PostContent sent)
    {
        var text = Expand(post, IsAppended);
        if (sent.Images.Count > 0)
        {
            text = TrailingShortLink().Replace(text, "");
        }

        return Key(text) == Key(sent.Text);
    }

    /// <summary>
    /// The text without what X may change: names it puts before an answer, schemes and slashes of addresses (<c>main.rs</c> comes back as
    /// <c>http://main.rs</c>), case, white space, invisible characters, normalisation.
    /// </summary>
    private static string Key(string text)
    {
        var plain = LeadingNames().Replace(Uri.UnescapeDataString(Nfc.Normalize(text)), "");
        var key = new StringBuilder(plain.Length);
        foreach (var word in plain.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (
                var rune in word.Replace("https://", "", StringComparison.Ordinal)
                    .Replace("http://", "", StringComparison.Ordinal)
                    .EnumerateRunes()
            )
            {
                if (rune.Value != '/' && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                {
                    key.Append(rune.ToString());
                }
            }

            key.Append(' ');
        }

        return key.ToString();
    }

    private static string Expand(XPost post, Func<XUrl, bool> isDropped)
    {
        var urls = Urls(post);
        var text = Decode(Whole(post).Text).TrimEnd();
        while (urls.Find(url => text.EndsWith(url.Url!, StringComparison.Ordinal) && isDropped(url)) is { } last)
        {
            text = text[..^last.Url!.Length].TrimEnd();
        }

        var targets = urls.GroupBy(url => url.Url!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().ExpandedUrl!, StringComparer.Ordinal);
        return ShortLink().Replace(text, link => targets.GetValueOrDefault(link.Value, link.Value));
    }

    private static (string Text, XEntities? Entities) Whole(XPost post) =>
        post.Note is { Text.Length: > 0 } note ? (note.Text, note.Entities) : (post.Text ?? "", post.Entities);

    private static List<XUrl> Urls(XPost post) =>
        [.. (Whole(post).Entities?.Urls ?? []).Where(url => url is { Url.Length: > 0, ExpandedUrl.Length: > 0 })];

    private static bool IsAppended(XUrl url) => url.MediaKey is not null || MediaPage().IsMatch(url.ExpandedUrl!);

    private static bool IsTo(XUrl url, string? post) =>
        post is not null && url.ExpandedUrl!.EndsWith("/status/" + post, StringComparison.Ordinal);

    /// <summary>X escapes three signs, once.</summary>
    private static string Decode(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://t\.co/[A-Za-z0-9]{1,40}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ShortLink();

    [GeneratedRegex(@"\s*https?://t\.co/[A-Za-z0-9]{1,40}\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingShortLink();

    [GeneratedRegex(@"\A(?:@[A-Za-z0-9_]{1,20}\s+)+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LeadingNames();

    [GeneratedRegex(@"/status/[0-9]+/(?:photo|video)/[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MediaPage();
}
