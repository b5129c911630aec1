namespace Syndicator.Issues;

/// <summary>Whether two names may be those of one event, whatever year and however much of the name is written.</summary>
internal static class EventNames
{
    /// <summary>An address that holds a shorter word holds it by chance.</summary>
    private const int ShortestTelling = 4;

    private const int LongestName = 200;

    /// <summary>What names of events have around them.</summary>
    private static readonly HashSet<string> s_framing = new(
        "a an and at call calls cfp cfps cfs conf conference conferences for in of on open papers proposal proposals speaker speakers talk talks the".Split(
            ' '
        ),
        StringComparer.Ordinal
    );

    /// <summary>What many events are called.</summary>
    private static readonly HashSet<string> s_common = new(
        "con day days dev devroom edition europe event event's international meetup online rust summit track week workshop world".Split(
            ' '
        ),
        StringComparer.Ordinal
    );

    /// <summary>Whether the names surely mean different events: each has words of its own, none is the other's, and neither stands within the other.</summary>
    public static bool AreOthers(string one, string other)
    {
        var (words, others) = (Words(one), Words(other));
        var (telling, othersTelling) = (words.Where(IsTelling).ToHashSet(), others.Where(IsTelling).ToList());
        var (whole, otherWhole) = (string.Concat(words), string.Concat(others));
        return telling.Count > 0
            && othersTelling.Count > 0
            && !telling.Overlaps(othersTelling)
            && !whole.Contains(otherWhole, StringComparison.Ordinal)
            && !otherWhole.Contains(whole, StringComparison.Ordinal);
    }

    /// <summary>The name in the spelling that editions share: <c>spin days</c>.</summary>
    public static string KeyOf(string name) => string.Join(' ', Words(name));

    /// <summary>Whether an address has a word of the name, as forms and sites of events do.</summary>
    public static bool IsNamedBy(string name, string address)
    {
        var letters = string.Concat(address.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Words(name)
            .Any(word => word.Length >= ShortestTelling && IsTelling(word) && letters.Contains(word, StringComparison.Ordinal));
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        foreach (var character in (name.Length > LongestName ? name[..LongestName] : name) + " ")
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        words.RemoveAll(found => s_framing.Contains(found) || IsYear(found));
        return words;
    }

    private static bool IsTelling(string word) => !s_common.Contains(word);

    private static bool IsYear(string word) => word.Length == 4 && word.All(char.IsAsciiDigit) && word[..2] is "19" or "20" or "21";
}
