using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Makes of what others wrote what every database can keep: NUL and halves of code points become U+FFFD.</summary>
internal static class StorableText
{
    public static string Of(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !text.Contains('\0')
            ? text
            : string.Concat(text.EnumerateRunes()).Replace('\0', '\uFFFD');

    public static Mention Of(Mention mention) =>
        mention with
        {
            Id = Of(mention.Id),
            Url = Of(mention.Url),
            Text = Of(mention.Text),
            ParentId = OfOptional(mention.ParentId),
            QuotedId = OfOptional(mention.QuotedId),
            ConversationId = OfOptional(mention.ConversationId),
            Links = OfAll(mention.Links),
            Tags = OfAll(mention.Tags),
            Quotations = mention.Quotations is [] ? [] : [.. mention.Quotations.Select(Of)],
            Language = OfOptional(mention.Language),
            Author = mention.Author with
            {
                Id = Of(mention.Author.Id),
                Handle = Of(mention.Author.Handle),
                DisplayName = Of(mention.Author.DisplayName),
                Url = Of(mention.Author.Url),
            },
        };

    private static Quotation Of(Quotation quotation) =>
        new(Of(quotation.Text), Of(quotation.Author), OfOptional(quotation.PostId), OfOptional(quotation.Url));

    private static IReadOnlyList<string> OfAll(IReadOnlyList<string> texts) => texts is [] ? texts : [.. texts.Select(Of)];

    private static string? OfOptional(string? text) => text is null ? null : Of(text);
}
