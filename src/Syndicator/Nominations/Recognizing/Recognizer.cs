using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Says what a post that is addressed to us becomes, and why. Pure: the same arrival is always the same.</summary>
/// <param name="options">The publication's tags and words, its editors, and who is blocked.</param>
/// <param name="isKnown">Whether crates.io knows a name; null for one that was not asked about. Only single words without any sign of a crate are asked about.</param>
/// <param name="site">The newsletter's own; null where it is not known.</param>
internal sealed class Recognizer(NominationOptions options, Func<string, bool?>? isKnown = null, string? site = null)
{
    private readonly Triggers _triggers = new(options.Words);
    private readonly CrateRule _crates = new(new Triggers(options.Words), isKnown);
    private readonly EndorsementRule _endorsements = new(new Agreement(options.Words));

    public Recognition Recognize(Arrival arrival) =>
        Unwanted(arrival.Post) is { } reason ? new Recognition.Nothing(reason) : Judge(Read(arrival));

    /// <summary>Ids of the posts around it that what it becomes depends on and that are not given: every one of them may cost money.</summary>
    public IReadOnlyList<string> PostsToFetch(Arrival arrival)
    {
        if (Around.MissingIn(arrival) is [] || Unwanted(arrival.Post) is not null)
        {
            return [];
        }

        var reading = Read(arrival);
        var needsOthers =
            Remarks.IsOver(reading.Post) is null
            && (
                (reading.Of(NomineeKind.Crate).Count > 0 && !_crates.HasOwn(reading))
                || QuoteRule.NeedsOthers(reading)
                || (_endorsements.IsAgreement(reading) && _crates.Of(reading).Count == 0)
            );
        return needsOthers ? reading.Around.Missing : [];
    }

    private string? Unwanted(Mention post) =>
        post.Author.IsOurs ? "our own post"
        : options.Blocked.Contains(post.Author.Handle.TrimStart('@'), StringComparer.OrdinalIgnoreCase) ? "its author is blocked"
        : post.Text.StartsWith("RT @", StringComparison.Ordinal) ? "it repeats somebody's post"
        : null;

    private Reading Read(Arrival arrival)
    {
        var post = new PostText(arrival.Post);
        var (meant, hasDenied) = _triggers.In(post);
        return new Reading(arrival, post, meant, hasDenied, new Around(arrival));
    }

    private Recognition Judge(Reading reading)
    {
        if (IsEditor(reading.Arrival.Post.Author) ? Announcement.IsIn(reading.Post) : Announcement.IsEchoed(reading.Post))
        {
            return new Recognition.Nothing("an announcement of a winner");
        }

        if (
            reading.Topic is not null
            && _endorsements.IsAgreement(reading)
            && NamedCrates.Linked(reading.Post).Count == 0
            && Endorsed(reading) is { } seconded
        )
        {
            return seconded;
        }

        if (Remarks.IsOver(reading.Post) is { } over)
        {
            return new Recognition.Unsorted(over + reading.Place);
        }

        IReadOnlyList<Proposal> proposals = [.. _crates.Of(reading), .. QuoteRule.Of(reading), .. LinkRule.Calls(reading)];
        return proposals.Count > 0 ? Nominated(proposals)
            : reading.Triggers.Count > 0 ? new Recognition.Unsorted(WithoutNominee(reading))
            : reading.HasDenied ? new Recognition.Nothing("tag or words with a negation")
            : WithoutTag(reading);
    }

    private bool IsEditor(MentionAuthor author) => options.Editors.Contains(author.Handle.TrimStart('@'), StringComparer.OrdinalIgnoreCase);

    private bool IsOurPage(string address) =>
        new[] { site, options.CrateUrl, options.QuoteUrl }
            .OfType<string>()
            .Select(CanonicalAddress.Of)
            .Any(ours =>
                CanonicalAddress.Of(address) is var page && (page == ours || page.StartsWith(ours + "/", StringComparison.Ordinal))
            );

    private static Recognition.Nominates Nominated(IReadOnlyList<Proposal> proposals)
    {
        var distinct = proposals.DistinctBy(proposal => (proposal.Nominee.Kind, NomineeIdentity.Of(proposal.Nominee))).ToList();
        return new Recognition.Nominates(distinct, string.Join("; ", distinct.Select(proposal => proposal.Why).Distinct()));
    }

    private static string WithoutNominee(Reading reading) =>
        reading.Occasion(reading.Triggers[0].Kind)
        + (
            reading.Around.Posts.Count == 0 && reading.Around.Missing.Count > 0
                ? ", nothing nominated in it, and the post it refers to is not given"
                : ", nothing nominated in it"
        );

    private Recognition WithoutTag(Reading reading)
    {
        if (_endorsements.IsAgreement(reading) && Endorsed(reading) is { } endorses)
        {
            return endorses;
        }

        return LinkRule.Links(reading, IsOurPage) is { Count: > 0 } links
            ? Nominated(links)
            : new Recognition.Unsorted("neither tag nor link" + reading.Place);
    }

    private Recognition.Endorses? Endorsed(Reading reading) =>
        EndorsementRule.Seconded(reading, Alone) is { } seconded
            ? new Recognition.Endorses(seconded.Id, "agreement with a nomination" + reading.Place)
            : null;

    /// <summary>What a post is by itself: agreement with agreement is none.</summary>
    private Recognition Alone(Arrival arrival) => Recognize(arrival with { Parent = null, Quoted = null });
}
