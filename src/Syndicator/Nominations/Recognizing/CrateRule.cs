using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Which crates a post nominates.</summary>
internal sealed class CrateRule(Triggers triggers, Func<string, bool?>? isKnown)
{
    private readonly WordFallback _fallback = new(new CandidateWords(isKnown));
    private readonly LoneNames _alone = new(new CandidateWords(isKnown));

    public IReadOnlyList<Proposal> Of(Reading reading)
    {
        if (reading.Of(NomineeKind.Crate).Count > 0)
        {
            return Tagged(reading);
        }

        if (reading.Triggers.Count > 0 || reading.HasDenied)
        {
            return [];
        }

        return reading.Topic == NomineeKind.Crate ? Proposed(reading, InTopic(reading.Post))
            : reading.Arrival.IsBelowInvitation ? Proposed(reading, Answering(reading.Post))
            : [];
    }

    /// <summary>Whether the post names a crate itself, so that no other post is needed.</summary>
    public bool HasOwn(Reading reading) => Own(reading).Count > 0;

    private IReadOnlyList<Proposal> Tagged(Reading reading)
    {
        if (Own(reading) is { Count: > 0 } own)
        {
            return Proposed(reading, own);
        }

        foreach (var post in reading.Around.Posts)
        {
            if (InOther(post) is { Count: > 0 } theirs)
            {
                var where = post.Post.Id == reading.Arrival.Quoted?.Id ? "the post it quotes" : "the post it answers";
                return [.. theirs.Select(crate => reading.Propose(crate.Nominee, $"crate from {crate.By} in {where}", post))];
            }
        }

        return [];
    }

    private IReadOnlyList<FoundCrate> Own(Reading reading)
    {
        var named = NamedCrates.Own(reading.Post);
        if (named.Any(crate => crate.Name is not null))
        {
            return named;
        }

        var around = reading.Around.Posts.SelectMany(NamedCrates.All).ToList();
        var words = _fallback.Find(reading.Post, reading.Of(NomineeKind.Crate), around);
        return words is [var first, ..] && FitsTo(named, first) ? [.. words.Select(word => NamedCrates.AtHome(word, words.Count, named))]
            : named.Count > 0 ? named
            : Shown(reading.Post);
    }

    /// <summary>A word beside a repository is its name, or clearly a crate's.</summary>
    private static bool FitsTo(IReadOnlyList<FoundCrate> repositories, FoundCrate word) =>
        repositories.Count == 0
        || CrateName.IsDistinctive(word.Name!)
        || repositories.Any(repository => NamedCrates.IsCalled(repository, word.Name!));

    /// <summary>In the lines and passages of others that the post shows.</summary>
    private static IReadOnlyList<FoundCrate> Shown(PostText post) =>
        NamedCrates.Merged([
            .. NamedCrates.Quoted(post),
            .. post.Post.Quotations.SelectMany(passage =>
                NamedCrates.All(new PostText(post.Post with { Text = passage.Text, Links = [], Tags = [], Quotations = [] }))
            ),
        ]);

    private IReadOnlyList<FoundCrate> InOther(PostText post)
    {
        if (NamedCrates.All(post) is { Count: > 0 } named)
        {
            return named;
        }

        var tags = triggers.In(post).Meant.Where(trigger => trigger.Kind == NomineeKind.Crate).ToList();
        return tags.Count > 0 ? _fallback.Find(post, tags, []) : [];
    }

    /// <summary>A link or a command names the crate; a code span only where nothing else is said.</summary>
    private IReadOnlyList<FoundCrate> Answering(PostText post) =>
        NamedCrates.Told(post) is { Count: > 0 } told ? told
        : _alone.Only(post) is { Count: > 0 } names ? WithHome(post, names)
        : _alone.Nominated(post) is { } nominated ? WithHome(post, [nominated])
        : NamedCrates.Repositories(post);

    private IReadOnlyList<FoundCrate> InTopic(PostText post) =>
        Remarks.IsAboutTheProcess(post) ? []
        : NamedCrates.Own(post) is { Count: > 0 } named ? named
        : _alone.Only(post) is { Count: > 0 } names ? names
        : Single(_alone.Nominated(post));

    private static IReadOnlyList<FoundCrate> WithHome(PostText post, IReadOnlyList<FoundCrate> names)
    {
        var repositories = NamedCrates.Own(post).Where(crate => crate.Name is null).ToList();
        return [.. names.Select(name => NamedCrates.AtHome(name, names.Count, repositories))];
    }

    private static IReadOnlyList<FoundCrate> Single(FoundCrate? crate) => crate is null ? [] : [crate];

    private static IReadOnlyList<Proposal> Proposed(Reading reading, IReadOnlyList<FoundCrate> crates) =>
        [.. crates.Select(crate => reading.Propose(crate.Nominee, $"crate from {crate.By}"))];
}
