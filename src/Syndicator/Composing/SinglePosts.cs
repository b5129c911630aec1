using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>What an invitation says of its round.</summary>
/// <param name="Number">Of the issue that it is for; null where no issue with a number is known.</param>
/// <param name="ClosesAt">Until when nominations count for it.</param>
internal sealed record InvitationFacts(int? Number, DateTimeOffset ClosesAt);

/// <summary>What an answer to the nominator of a winner says.</summary>
/// <param name="Handle">The nominator's, where the answer has to name it; null elsewhere.</param>
/// <param name="Crate">The crate's name; null when it was none.</param>
/// <param name="Speaker">Who said it; null when it was no quote.</param>
internal sealed record ThanksFacts(string? Handle, string? Crate, string? Speaker, string IssueTitle, int? IssueNumber, string? IssueUrl);

/// <summary>Makes the posts that stand for themselves. The same facts and configuration give the same post, byte for byte.</summary>
internal sealed class SinglePosts(Publication publication, TemplateSet templates)
{
    public const string InvitationPart = "invitation";
    public const string ThanksPart = "thanks";

    /// <summary>Null where the publication has no words for it, or they do not fit.</summary>
    public ComposedPost? Invite(InvitationFacts facts, Account account, TextRules rules)
    {
        var number = facts.Number?.ToString(CultureInfo.InvariantCulture);
        return Compose(
            TemplateSet.Invite,
            InvitationPart,
            account,
            rules,
            PostVisibility.Public,
            _ => new Dictionary<string, RichText?>(StringComparer.Ordinal)
            {
                ["round.number"] = number is null ? null : RichText.Plain(number),
                ["round.issue"] = number is null ? null : RichText.Plain($"{publication.Name} {number}"),
                ["round.closes"] = RichText.Plain(Until(facts.ClosesAt)),
            }
        );
    }

    /// <summary>As <see cref="Invite"/>.</summary>
    public ComposedPost? Thank(ThanksFacts facts, Account account, TextRules rules) =>
        Compose(
            TemplateSet.Thanks,
            ThanksPart,
            account,
            rules,
            PostVisibility.Unlisted,
            common => new Dictionary<string, RichText?>(StringComparer.Ordinal)
            {
                ["nominator"] = facts.Handle is { } handle
                    ? new RichText("@" + handle, [new TextEntity(TextEntityKind.Mention, 0, handle.Length + 1, handle)], [])
                    : null,
                ["nominee.crate"] = facts.Crate is { } crate ? common.Words(crate, rules.Limit / 3) : null,
                ["nominee.speaker"] = facts.Speaker is { } speaker ? common.Words(speaker, rules.Limit / 3) : null,
                ["issue.title"] = common.Words(facts.IssueTitle, rules.Limit / 3),
                ["issue.number"] = facts.IssueNumber is { } number ? RichText.Plain(number.ToString(CultureInfo.InvariantCulture)) : null,
                ["issue.url"] = common.Link(facts.IssueUrl),
            }
        );

    private ComposedPost? Compose(
        string template,
        string part,
        Account account,
        TextRules rules,
        PostVisibility visibility,
        Func<PublicationValues, Dictionary<string, RichText?>> values
    )
    {
        var common = new PublicationValues(publication, rules);
        if (
            templates.Find(template, account.Network) is not { } found
            || TemplateRenderer.Render(found, new NamedValues(common, values(common)), rules) is not { Text.Length: > 0 } text
            || rules.Measure(text.Text) is var length && length > rules.Limit
        )
        {
            return null;
        }

        var content = new PostContent
        {
            Text = text.Text,
            Entities = MeantEntities.In(text, rules),
            Language = publication.Language,
            Visibility = visibility,
        };
        return new ComposedPost(part, content, length, rules.Limit, account.Prices.Estimate(content.HasLink, images: 0), []);
    }

    /// <summary>In words where the program knows the language's, else in digits.</summary>
    private string Until(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, publication.Nominations.Closings.Zone);
        var zone = publication.Nominations.Closings.Zone.Id is "Etc/UTC" or "UTC" ? "UTC" : publication.Nominations.Closings.Zone.Id;
        var form = publication.Language.StartsWith("en", StringComparison.Ordinal) ? "dddd d MMMM, HH:mm" : "yyyy-MM-dd HH:mm";
        return $"{local.ToString(form, CultureInfo.InvariantCulture)} {zone}";
    }
}
