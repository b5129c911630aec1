using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>Makes the posts about calls for participation. The same facts and configuration give the same post, byte for byte.</summary>
/// <param name="thisYear">The year that goes without saying.</param>
internal sealed class CallComposer(Publication publication, TemplateSet templates, int thisYear)
{
    /// <param name="template"><see cref="TemplateSet.Call"/>, <see cref="TemplateSet.CallReminder"/> and the like; also the post's part.</param>
    /// <returns>Null where the publication has no words for it, or they do not fit.</returns>
    public ComposedPost? Compose(string template, CallFacts call, Account account, TextRules rules) =>
        Compose(template, account, rules, words => new CallValues(call, words, rules, rules.Limit));

    /// <summary>As <see cref="Compose(string, CallFacts, Account, TextRules)"/>.</summary>
    public ComposedPost? Compose(CallDigestFacts digest, Account account, TextRules rules) =>
        Compose(TemplateSet.Calls, account, rules, words => new CallDigestValues(digest, words, rules, rules.Limit));

    /// <summary>Why there is no post about a call, and what helps: asked where <see cref="Compose(string, CallFacts, Account, TextRules)"/> made none.</summary>
    public NoWords WhyNot(string template, CallFacts call, Account account, TextRules rules) =>
        WhyNoTemplate(template, account)
        ?? (
            PublicationValues.SafeUrl(call.Url) is null ? NoWords.NoLink
            : new CallWords(publication, rules, thisYear).Link(call.Url) is null && !rules.LinksAreMarkup ? NoWords.LongLink(rules.Limit)
            : NoWords.LongWord(template, rules.Limit)
        );

    /// <summary>As <see cref="WhyNot(string, CallFacts, Account, TextRules)"/>.</summary>
    public NoWords WhyNot(CallDigestFacts digest, Account account, TextRules rules) =>
        WhyNoTemplate(TemplateSet.Calls, account)
        ?? (PublicationValues.SafeUrl(digest.PlaceUrl) is null ? NoWords.NoPage : NoWords.LongWord(TemplateSet.Calls, rules.Limit));

    private NoWords? WhyNoTemplate(string template, Account account) =>
        templates.Find(template, account.Network) is null ? NoWords.NoTemplate(template) : null;

    private ComposedPost? Compose(string template, Account account, TextRules rules, Func<CallWords, ITemplateValues> values)
    {
        if (
            templates.Find(template, account.Network) is not { } found
            || TemplateRenderer.Render(found, values(new CallWords(publication, rules, thisYear)), rules) is not { Text.Length: > 0 } text
            || !rules.Fits(text.Text)
        )
        {
            return null;
        }

        var content = new PostContent
        {
            Text = text.Text,
            Entities = MeantEntities.In(text, rules),
            Language = publication.Language,
            Visibility = PostVisibility.Public,
        };
        var cost = account.Prices.Estimate(content.HasLink, images: 0);
        return new ComposedPost(template, content, rules.Measure(text.Text), rules.Limit, cost, [.. text.Sources.Distinct()])
        {
            Items = text.Items,
        };
    }
}
