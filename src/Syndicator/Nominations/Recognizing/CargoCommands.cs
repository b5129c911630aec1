using System.Buffers;
using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary><c>cargo add</c> and <c>cargo install</c> with the crates they name.</summary>
internal static class CargoCommands
{
    private static readonly FrozenSet<string> s_verbs = FrozenSet.Create(StringComparer.Ordinal, "add", "install", "binstall");

    /// <summary>Options that are followed by something that is no crate.</summary>
    private static readonly FrozenSet<string> s_withValue = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. (
                "-F --features --git --branch --tag --rev --path --registry --index --target --rename --version --vers --root --bin --example -j --jobs --profile "
                + "--manifest-path -p --package --config -Z --color --target-dir"
            ).Split(' '),
        ]
    );

    public static IEnumerable<FoundCrate> In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            for (
                var at = line.IndexOf("cargo ", StringComparison.Ordinal);
                at >= 0;
                at = line.IndexOf("cargo ", at + 6, StringComparison.Ordinal)
            )
            {
                if (at > 0 && (WordCharacters.Is(line, at - 1) || line[at - 1] is '-' or '/'))
                {
                    continue;
                }

                var next = line.IndexOf("cargo ", at + 6, StringComparison.Ordinal);
                foreach (var crate in Of(Command(line[(at + 6)..(next < 0 ? line.Length : next)])))
                {
                    yield return crate;
                }
            }
        }
    }

    /// <summary>The words up to the end of the command: another command, a comment, the backtick that closes it.</summary>
    private static List<string> Command(string rest)
    {
        var words = new List<string>();
        foreach (var word in rest[..End(rest)].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "&&" or "||" or "|" or "#" or "//" or "->")
            {
                break;
            }

            words.Add(word);
        }

        return words;
    }

    private static readonly SearchValues<char> s_ends = SearchValues.Create("`;\"“”()");

    private static int End(string rest)
    {
        var end = rest.AsSpan().IndexOfAny(s_ends);
        return end < 0 ? rest.Length : end;
    }

    private static IEnumerable<FoundCrate> Of(List<string> words)
    {
        var at = words is [['+', ..], ..] ? 1 : 0;
        if (at >= words.Count || !s_verbs.Contains(words[at]))
        {
            yield break;
        }

        var by = $"cargo {words[at]}";
        string? repository = null;
        var names = new List<string>();
        for (at++; at < words.Count; at++)
        {
            var (word, isLast) = Trimmed(words[at]);
            if (word.StartsWith('-'))
            {
                var value =
                    word.Split('=', 2) is [_, var joined] ? joined
                    : s_withValue.Contains(word) && at + 1 < words.Count ? words[++at]
                    : null;
                repository = word.StartsWith("--git", StringComparison.Ordinal) && value is not null ? value : repository;
                continue;
            }

            var name = word.Split('@', 2)[0];
            if (
                !CrateName.IsPossible(name)
                || (names.Count > 0 && !IsListed(words, at))
                || (EverydayWords.Contains(name) && !EndsHere(words, at))
            )
            {
                break;
            }

            names.Add(name);
            if (isLast)
            {
                break;
            }
        }

        var url = repository is not null && CrateAddress.Of(repository) is CrateAddress.Repository known ? known.Url : null;
        foreach (var name in names)
        {
            yield return new FoundCrate(name, url, by);
        }

        if (names.Count == 0 && url is not null)
        {
            yield return new FoundCrate(null, url, by);
        }
    }

    /// <summary>A sentence that goes on behind the first name names nothing more.</summary>
    private static bool IsListed(List<string> words, int at) =>
        words
            .Skip(at)
            .All(word => word.StartsWith('-') || CrateName.IsPossible(Trimmed(word).Word.Split('@', 2)[0]) && !EverydayWords.Contains(word))
        && words.Count - at <= 8;

    /// <summary>The command ends with this name, or options follow: <c>cargo install just</c>, but not "cargo install just works".</summary>
    private static bool EndsHere(List<string> words, int at) =>
        Trimmed(words[at]).IsLast || words.Skip(at + 1).All(word => word.StartsWith('-'));

    private static (string Word, bool IsLast) Trimmed(string word)
    {
        var bare = word.TrimEnd('.', ',', '!', '?', ':', '\'', '’', '*');
        return (bare, bare.Length < word.Length);
    }
}
