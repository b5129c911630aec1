using System.Globalization;
using System.Net;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Tests.Composing;

/// <summary>What must hold for every post of an issue on every network.</summary>
internal sealed class PostLaws(Issue issue, string markdown, Publication publication)
{
    private static readonly string[] _leftovers =
    [
        "](",
        "**",
        "&amp;",
        "&lt;",
        "&gt;",
        "&#",
        "<a ",
        "</",
        "<small",
        "<!--",
        "http://http",
        "{",
        "\t",
        "  \n",
        "\n\n\n",
    ];

    /// <summary>As a reader of the page sees them.</summary>
    private readonly string[] _lines =
    [
        .. markdown.Split('\n').Select(line => PostText.Clean(WebUtility.HtmlDecode(line)).Replace("`", "", StringComparison.Ordinal)),
    ];

    private readonly List<string> _texts = [.. AllTexts(issue)];
    private readonly HashSet<string> _urls =
    [
        .. AllUrls(issue)
            .Append(publication.Nominations.CrateUrl)
            .Append(publication.Nominations.QuoteUrl)
            .OfType<string>()
            .Select(Canonical),
    ];

    private readonly HashSet<string> _tags =
    [
        .. publication.Hashtags.Append(publication.Nominations.CrateTag).Append(publication.Nominations.QuoteTag).OfType<string>(),
    ];

    private readonly HashSet<string> _handles = [.. publication.Handles.ByName.Values.SelectMany(byNetwork => byNetwork.Values)];

    public void Check(PostThread thread, Account account, TextRules rules)
    {
        if (issue.Url is null || issue.Title.Trim().Length == 0)
        {
            thread.Posts.ShouldBeEmpty();
            return;
        }

        thread.Posts.ShouldNotBeEmpty();
        thread.Posts.Select(post => post.Part).ShouldBeUnique();
        thread.Posts[0].Part.ShouldBe("lead");
        foreach (var post in thread.Posts)
        {
            var what = $"{issue.File} {account.Name} {post.Part}:\n{post.Content.Text}\n";
            Fits(post, rules, what);
            HasNoLeftovers(post, what);
            MarksOnly(post, rules, what, IsMeant);
            CitesItsLines(post, what);
            IsWellFormed(post.Content.Text, what);
        }
    }

    private static void Fits(ComposedPost post, TextRules rules, string what)
    {
        rules.Fits(post.Content.Text).ShouldBeTrue(what);
        post.Length.ShouldBe(rules.Measure(post.Content.Text), what);
        post.Length.ShouldBeInRange(1, post.Limit, what);
    }

    /// <summary>Unless the issue's own plain text has such characters: a quote may speak of <c>Vec&lt;{float}&gt;</c>.</summary>
    private void HasNoLeftovers(ComposedPost post, string what)
    {
        foreach (var leftover in _leftovers)
        {
            if (post.Content.Text.Contains(leftover, StringComparison.Ordinal))
            {
                _texts.ShouldContain(value => value.Contains(leftover, StringComparison.Ordinal), $"{leftover} in {what}");
            }
        }
    }

    /// <summary>Entities follow one another within the text, and each is meant: those a network would find by itself too.</summary>
    public static void MarksOnly(ComposedPost post, TextRules rules, string what, Func<TextEntity, bool> isMeant)
    {
        var end = 0;
        foreach (
            var entity in post
                .Content.Entities.Concat(rules.LinksAreMarkup ? [] : rules.FindEntities(post.Content.Text))
                .OrderBy(entity => entity.Start)
                .Distinct()
        )
        {
            entity.Start.ShouldBeGreaterThanOrEqualTo(end, what);
            end = entity.Start + entity.Length;
            end.ShouldBeLessThanOrEqualTo(post.Content.Text.Length, what);
            isMeant(entity).ShouldBeTrue($"{what}: {entity} in {post.Content.Text}");
        }
    }

    private bool IsMeant(TextEntity entity) =>
        entity.Kind switch
        {
            TextEntityKind.Link => _urls.Contains(Canonical(entity.Target)),
            TextEntityKind.Hashtag => _tags.Contains(entity.Target),
            TextEntityKind.Mention => _handles.Contains(entity.Target),
            _ => false,
        };

    private void CitesItsLines(ComposedPost post, string what)
    {
        foreach (var source in post.Sources)
        {
            source.Line.ShouldBeInRange(1, _lines.Length, what);
            var raw = _lines[source.Line - 1];
            Missing(Words(source.Text), raw).ShouldBeNull($"is of \"{source.Text}\" and not in line {source.Line}: {raw}\n{what}");
        }
    }

    /// <summary>The first word that does not follow the others in the line.</summary>
    private static string? Missing(IEnumerable<string> words, string line)
    {
        var position = 0;
        foreach (var word in words)
        {
            var found = line.IndexOf(word, position, StringComparison.Ordinal);
            if (found < 0)
            {
                return word;
            }

            position = found + word.Length;
        }

        return null;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }

    private static void IsWellFormed(string text, string what)
    {
        text.IsNormalized().ShouldBeTrue(what);
        text.ShouldBe(text.Trim(), what);
        HasLoneSurrogate(text).ShouldBeFalse(what);
        StringInfo.ParseCombiningCharacters(text).Length.ShouldBeGreaterThan(0, what);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (
                char.IsSurrogate(text[i])
                && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                && !(i > 0 && char.IsSurrogatePair(text[i - 1], text[i]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static string Canonical(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : url;

    private static IEnumerable<string> AllTexts(Issue issue) =>
        [
            issue.Title,
            .. issue.Crates.SelectMany(crate => new[] { crate.Name, crate.Sentence, crate.Description ?? "" }),
            .. issue.Quotes.SelectMany(quote => new[] { quote.Layout, quote.Attribution?.Text ?? "" }),
            .. issue.ProjectCalls.Select(call => call.Text),
            .. issue.EventCalls.SelectMany(call => new[] { call.Name, call.Place ?? "" }),
            .. Links(issue).Select(link => link.Text),
            .. issue.Events.SelectMany(happening => new[] { happening.Title, happening.Place ?? "" }),
        ];

    private static IEnumerable<string?> AllUrls(Issue issue) =>
        [
            issue.Url,
            .. issue.Crates.Select(crate => crate.Url),
            .. issue.Quotes.Select(quote => quote.Attribution?.Url),
            .. issue.ProjectCalls.Select(call => call.Url),
            .. issue.EventCalls.SelectMany(call => new[] { call.Url, call.CallUrl }),
            .. Links(issue).Select(link => link.Url),
            .. issue.Events.Select(happening => happening.Url),
        ];

    private static IEnumerable<IssueLink> Links(Issue issue) =>
        [.. issue.CommunityLinks, .. issue.CallsForTesting, .. issue.FinalCommentPeriods];
}
