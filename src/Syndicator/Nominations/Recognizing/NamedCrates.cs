using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>The crates that a text names so that nobody can mistake it: links, cargo's commands, lines of a manifest, code spans.</summary>
internal static class NamedCrates
{
    /// <summary>More in one post are a list of something, not nominations.</summary>
    public const int Most = 20;

    /// <summary>Behind a code span: it is something in a crate.</summary>
    private static readonly FrozenSet<string> s_partsOfCrates = Set(
        "feature features flag flags macro macros trait traits struct type types method methods function functions fn module modules keyword attribute attributes block "
            + "blocks branch command subcommand option field fields operator variant argument parameter variable error errors warning lint lints impl closure statement"
    );

    /// <summary>Before a code span: the same.</summary>
    private static readonly FrozenSet<string> s_introducing = Set("feature trait macro function method keyword struct module flag attribute");

    /// <summary>Before a code span: another crate is only compared with.</summary>
    private static readonly FrozenSet<string> s_comparing = Set(
        "than unlike over replace replaces replaced replacing vs versus beats instead of like alternative compared from als statt que comme"
    );

    /// <summary>In a post's own words, in order, one of each name; repositories where nothing else is named.</summary>
    public static IReadOnlyList<FoundCrate> Own(PostText post) =>
        Of(post.OwnTargets, post.OwnText, [.. post.Pieces.Where(piece => !piece.IsQuoted)]);

    /// <summary>In the lines that it quotes.</summary>
    public static IReadOnlyList<FoundCrate> Quoted(PostText post) =>
        Of(post.QuotedTargets, QuotedText(post), [.. post.Pieces.Where(piece => piece.IsQuoted)]);

    /// <summary>In all of a post.</summary>
    public static IReadOnlyList<FoundCrate> All(PostText post) => Merged([.. Own(post), .. Quoted(post)]);

    /// <summary>Links to crates alone.</summary>
    public static IReadOnlyList<FoundCrate> Linked(PostText post) => Merged(Links(post.OwnTargets));

    /// <summary>Links, commands and lines of a manifest.</summary>
    public static IReadOnlyList<FoundCrate> Told(PostText post) =>
        Merged([.. Links(post.OwnTargets), .. CargoCommands.In(post.OwnText), .. CargoManifest.In(post.OwnText)]);

    public static IReadOnlyList<FoundCrate> Repositories(PostText post) => Merged(Repositories(post.OwnTargets));

    public static IReadOnlyList<FoundCrate> Merged(IEnumerable<FoundCrate> found)
    {
        var merged = new List<FoundCrate>();
        foreach (var crate in found)
        {
            var identity = NomineeIdentity.Of(crate.Nominee);
            var same = merged.FindIndex(other => NomineeIdentity.Of(other.Nominee) == identity);
            if (same < 0 && merged.Count < Most)
            {
                merged.Add(crate);
            }
            else if (same >= 0 && merged[same].Url is null && crate.Url is not null)
            {
                merged[same] = merged[same] with { Url = crate.Url };
            }
        }

        return merged;
    }

    private static IReadOnlyList<FoundCrate> Of(IReadOnlyList<string> targets, string text, IReadOnlyList<Piece> pieces)
    {
        var links = Links(targets).ToList();
        var commands = CargoCommands.In(text).Concat(CargoManifest.In(text)).ToList();
        var code = CodeSpans(pieces, hasOthers: links.Count + commands.Count > 0);
        var named = Merged([.. links, .. commands, .. code]);
        var repositories = Repositories(targets).ToList();
        return named.Count == 0 ? Merged(repositories) : [.. named.Select(crate => AtHome(crate, named.Count, repositories))];
    }

    private static IEnumerable<FoundCrate> Links(IReadOnlyList<string> targets)
    {
        foreach (var target in targets)
        {
            if (CrateAddress.Of(target) is CrateAddress.Crate crate)
            {
                yield return new FoundCrate(crate.Name, target, $"{crate.Host} link");
            }
        }
    }

    private static IEnumerable<FoundCrate> Repositories(IReadOnlyList<string> targets)
    {
        foreach (var target in targets)
        {
            if (CrateAddress.Of(target) is CrateAddress.Repository repository)
            {
                yield return new FoundCrate(null, repository.Url, "repository link");
            }
        }
    }

    /// <summary>A repository beside a name is where that crate is.</summary>
    public static FoundCrate AtHome(FoundCrate crate, int count, IReadOnlyList<FoundCrate> repositories)
    {
        if (crate.Url is not null || crate.Name is not { } name || repositories.Count == 0)
        {
            return crate;
        }

        var home =
            repositories.FirstOrDefault(each => IsCalled(each, name)) ?? (count == 1 && repositories.Count == 1 ? repositories[0] : null);
        return home is null ? crate : crate with { Url = home.Url };
    }

    public static bool IsCalled(FoundCrate repository, string name) =>
        CrateAddress.Of(repository.Url ?? "") is CrateAddress.Repository { Name: var called }
        && NomineeIdentity.OfCrate(called) == NomineeIdentity.OfCrate(name);

    private static IEnumerable<FoundCrate> CodeSpans(IReadOnlyList<Piece> pieces, bool hasOthers)
    {
        var spans = new List<(FoundCrate Crate, bool IsCompared)>();
        for (var at = 0; at < pieces.Count; at++)
        {
            var name = pieces[at].Text;
            if (pieces[at].Kind == PieceKind.Code && name.Length > 1 && CrateName.IsPossible(name) && !name.Any(char.IsAsciiLetterUpper) && !IsPart(pieces, at))
            {
                spans.Add((new FoundCrate(name, null, "code span"), at > 0 && IsWord(pieces[at - 1], s_comparing)));
            }
        }

        var isCompared = hasOthers || spans.Exists(span => !span.IsCompared);
        return spans.Where(span => !(isCompared && span.IsCompared)).Select(span => span.Crate);
    }

    private static bool IsPart(IReadOnlyList<Piece> pieces, int at) =>
        (at + 1 < pieces.Count && IsWord(pieces[at + 1], s_partsOfCrates)) || (at > 0 && IsWord(pieces[at - 1], s_introducing));

    private static bool IsWord(Piece piece, FrozenSet<string> words) => piece.Kind == PieceKind.Word && words.Contains(piece.Text);

    private static string QuotedText(PostText post) =>
        post.QuotedTargets.Count == 0 && !post.Text.Contains('>', StringComparison.Ordinal)
            ? ""
            : string.Join('\n', post.Text.Split('\n').Select(QuoteLines.Content).OfType<string>());

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));
}
