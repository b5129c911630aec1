namespace Syndicator.Nominations.Export;

/// <summary>What may be shown of a nominee that public and private posts nominate.</summary>
internal static class PublicWords
{
    /// <summary>What only private posts say is left out, or said as a public one does. What no post says is an editor's.</summary>
    /// <param name="open">As posts say it that may be shown.</param>
    /// <param name="hidden">As the others do.</param>
    /// <returns>Null where that leaves nothing.</returns>
    public static Nominee? Of(Nominee nominee, IReadOnlyList<Nominee> open, IReadOnlyList<Nominee> hidden) =>
        nominee.Match<Nominee?>(
            crate => Crate(crate, [.. open.OfType<Nominee.Crate>()], [.. hidden.OfType<Nominee.Crate>()]),
            quote => Quote(quote, [.. open.OfType<Nominee.Quote>()], [.. hidden.OfType<Nominee.Quote>()]),
            link =>
                Part(link, [.. open.OfType<Nominee.Link>()], [.. hidden.OfType<Nominee.Link>()], each => each.Url) is { } url
                    ? new Nominee.Link(
                        url,
                        Part(link, [.. open.OfType<Nominee.Link>()], [.. hidden.OfType<Nominee.Link>()], each => each.Title)
                    )
                    : null,
            call =>
                Part(call, [.. open.OfType<Nominee.Call>()], [.. hidden.OfType<Nominee.Call>()], each => each.Url) is { } url
                    ? new Nominee.Call(
                        url,
                        Part(call, [.. open.OfType<Nominee.Call>()], [.. hidden.OfType<Nominee.Call>()], each => each.Title)
                    )
                    : null
        );

    private static Nominee.Crate? Crate(Nominee.Crate crate, IReadOnlyList<Nominee.Crate> open, IReadOnlyList<Nominee.Crate> hidden) =>
        crate with { Url = Part(crate, open, hidden, each => each.Url) } is { } shown && (shown.Name ?? shown.Url) is not null
            ? shown
            : null;

    private static Nominee.Quote? Quote(Nominee.Quote quote, IReadOnlyList<Nominee.Quote> open, IReadOnlyList<Nominee.Quote> hidden) =>
        Part(quote, open, hidden, each => each.Text) is { } text
            ? new Nominee.Quote(text, Part(quote, open, hidden, each => each.Speaker), Part(quote, open, hidden, each => each.SourceUrl))
            : null;

    private static string? Part<T>(T nominee, IReadOnlyList<T> open, IReadOnlyList<T> hidden, Func<T, string?> part)
        where T : Nominee
    {
        var said = part(nominee);
        if (said is null || open.Any(each => part(each) == said) || hidden.All(each => part(each) != said))
        {
            return said;
        }

        var identity = NomineeIdentity.Of(nominee);
        return open.Where(each => NomineeIdentity.Of(each) == identity).Select(part).FirstOrDefault(other => other is not null);
    }
}
