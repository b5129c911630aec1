using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Nominations.Archive;

/// <summary>Something that an issue had.</summary>
/// <param name="Identity">As <see cref="NomineeIdentity"/> makes it; a crate has one by its name and one by its address.</param>
/// <param name="Name">What the issue calls it; of a quote its beginning.</param>
internal sealed record PublishedEntry(NomineeKind Kind, string Identity, string Name, string? Url)
{
    private const int LongestName = 240;

    /// <summary>Everything that could be nominated, each identity once.</summary>
    public static IReadOnlyList<PublishedEntry> Of(Issue issue) =>
        [
            .. issue
                .Crates.SelectMany(OfCrate)
                .Concat(
                    issue.Quotes.Select(quote =>
                        Entry(NomineeKind.Quote, NomineeIdentity.OfQuote(quote.Text), quote.Text, quote.Attribution?.Url)
                    )
                )
                .Concat(issue.CommunityLinks.SelectMany(link => OfAddress(NomineeKind.Link, link.Url, link.Text)))
                .Concat(issue.ProjectCalls.SelectMany(call => OfAddress(NomineeKind.Call, call.Url, call.Text)))
                .Concat(
                    issue.EventCalls.SelectMany(call =>
                        OfAddress(NomineeKind.Call, call.Url, call.Name).Concat(OfAddress(NomineeKind.Call, call.CallUrl, call.Name))
                    )
                )
                .DistinctBy(entry => (entry.Kind, entry.Identity)),
        ];

    private static IEnumerable<PublishedEntry> OfCrate(CrateOfTheWeek crate)
    {
        yield return Entry(NomineeKind.Crate, NomineeIdentity.OfCrate(crate.Name), crate.Name, crate.Url);
        if (crate.Url is { } url && HttpAddress.Of(url) is { } uri)
        {
            var identity = CrateInAddress(uri) is { } name
                ? NomineeIdentity.OfCrate(name)
                : NomineeIdentity.Of(new Nominee.Crate(null, url));
            yield return Entry(NomineeKind.Crate, identity, crate.Name, url);
        }
    }

    /// <summary>The crate that a page of crates.io, docs.rs or lib.rs is about; null for other pages.</summary>
    private static string? CrateInAddress(Uri uri)
    {
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (uri.Host, parts) switch
        {
            ("crates.io" or "www.crates.io" or "lib.rs", ["crates", var name, ..]) => name,
            ("docs.rs", ["crate", var name, ..]) => name,
            ("docs.rs", [var name, ..]) => name,
            _ => null,
        };
    }

    private static IEnumerable<PublishedEntry> OfAddress(NomineeKind kind, string url, string name) =>
        HttpAddress.Of(url) is null ? [] : [Entry(kind, CanonicalAddress.Of(url), name, url)];

    private static PublishedEntry Entry(NomineeKind kind, string identity, string name, string? url) =>
        new(kind, identity, OneLine.Of(name, LongestName), url);
}
