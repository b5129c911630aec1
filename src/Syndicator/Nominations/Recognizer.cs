using Syndicator.Configuration;

namespace Syndicator.Nominations;

/// <summary>Says what a post is taken for.</summary>
internal sealed class Recognizer(NominationOptions options)
{
    public Recognition Recognize(Arrival arrival)
    {
        var post = arrival.Post;
        if (post.Author.IsOurs || options.Blocked.Contains(post.Author.Handle))
        {
            return new Recognition.Nothing("ours");
        }

        if (options.Words.Agreement.Any(word => post.Text.Trim().EndsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            return post.ParentId is { } parent ? new Recognition.Endorses(parent, "agrees") : new Recognition.Unsorted("agrees with nothing");
        }

        if (Has(options.Words.Quote, post.Text) && (arrival.Quoted ?? arrival.Parent) is { } said)
        {
            var quote = new Nominee.Quote(said.Text, said.Author.DisplayName, said.Url);
            return new Recognition.Nominates([new Proposal(quote, false, post.IsPublic && said.IsPublic, "tag", said.Id)], "quote tag");
        }

        var links = Crates(post.Links);
        if (links.Count > 0 && (Has(options.Words.Crate, post.Text) || arrival.IsBelowInvitation || arrival.Topic is not null))
        {
            return new Recognition.Nominates(Propose(links, post.IsPublic, null), "crate link");
        }

        if (Has(options.Words.Crate, post.Text) && (arrival.Parent ?? arrival.Quoted) is { } other && Crates(other.Links) is { Count: > 0 } theirs)
        {
            return new Recognition.Nominates(Propose(theirs, post.IsPublic && other.IsPublic, other.Id), "crates of the parent");
        }

        return new Recognition.Unsorted("nothing known");
    }

    public IReadOnlyList<string> PostsToFetch(Arrival arrival) =>
        arrival.Parent is null
        && arrival.Post.ParentId is { } id
        && (Has(options.Words.Crate, arrival.Post.Text) || Has(options.Words.Quote, arrival.Post.Text))
        && Crates(arrival.Post.Links).Count == 0
            ? [id]
            : [];

    private static bool Has(IReadOnlyList<string> words, string text) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static List<string> Crates(IReadOnlyList<string> links) =>
        [.. links.Where(link => link.StartsWith("https://crates.io/crates/", StringComparison.Ordinal)).Distinct()];

    private static List<Proposal> Propose(List<string> links, bool isQuotable, string? from) =>
        [
            .. links.Select(link => new Proposal(
                new Nominee.Crate(link["https://crates.io/crates/".Length..].Split('/')[0], link),
                false,
                isQuotable,
                "crate link",
                from
            )),
        ];
}
