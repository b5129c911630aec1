using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>Makes the posts of an issue. The same issue, configuration and rules give the same posts, byte for byte.</summary>
internal sealed class IssueComposer(Publication publication, TemplateSet templates)
{
    private const string Lead = "lead";
    private const string QuotePart = "quote";
    private const string Card = "card";

    /// <summary>What the account would post: its lead and, where it has threads, the parts whose sections are not empty.</summary>
    public PostThread Compose(IssueDigest issue, Account account, TextRules rules)
    {
        var posts = new List<ComposedPost>();
        var parts = account.Thread ? PostNames.All : [Lead];
        foreach (var part in parts)
        {
            if (part != Lead && posts.Count == 0)
            {
                // Without a title or a page there is nothing to lead with, and parts do not go out alone.
                break;
            }

            if (part == QuotePart)
            {
                for (var i = 0; i < issue.Quotes.Count; i++)
                {
                    var values = new IssueValues(issue, publication, account, rules) { Quote = issue.Quotes[i] };
                    Add(part, i == 0 ? part : $"{part}-{i + 1}", values);
                }
            }
            else
            {
                Add(part, part, new IssueValues(issue, publication, account, rules) { Quote = issue.Quotes is [var only] ? only : null });
            }
        }

        return new PostThread(account.Name, posts);

        void Add(string template, string part, IssueValues values)
        {
            if (
                templates.Find(template, account.Network) is { } found
                && TemplateRenderer.Render(found, values, rules) is { Text.Length: > 0 } text
                && Finish(part, text, issue.Issue, values, account, rules) is { } post
            )
            {
                posts.Add(post);
            }
        }
    }

    /// <summary>Null for a text that is too long all the same: the sums are right for every text that a network counts line by line.</summary>
    private ComposedPost? Finish(string part, RichText text, Issue issue, IssueValues values, Account account, TextRules rules)
    {
        var length = rules.Measure(text.Text);
        if (length > rules.Limit)
        {
            return null;
        }

        var entities = MeantEntities.In(text, rules);
        IReadOnlyList<PostImage> images =
        [
            .. publication.Images.Where(image => image.Part == part).Select(image => new PostImage(image.File, image.AltText)),
        ];
        var content = new PostContent
        {
            Text = text.Text,
            Entities = entities,
            Language = publication.Language,
            Visibility = part == Lead ? PostVisibility.Public : account.ThreadVisibility,
            // A post carries either.
            Card = part == Lead && rules.NeedsCard && images.Count == 0 ? MakeCard(issue, values, account, rules) : null,
            Warning = part == Lead ? null : account.ThreadWarning,
            Images = images,
        };
        var cost = account.Prices.Estimate(content.HasLink, content.Images.Count);
        return new ComposedPost(part, content, length, rules.Limit, cost, [.. text.Sources.Distinct()]);
    }

    private LinkCard? MakeCard(Issue issue, IssueValues values, Account account, TextRules rules)
    {
        var description = templates.Find(Card, account.Network) is { } template
            ? TemplateRenderer.Render(template, values, rules)?.Text
            : null;
        return issue.Url is null ? null : new LinkCard(issue.Url, PostText.Clean(issue.Title), description ?? "");
    }
}
