using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Who said what is quoted, from the words around it: <c>— Jane Doe on the forum</c>, <c>Jane wrote:</c>.</summary>
internal static partial class Attribution
{
    private const int LongestName = 60;
    private const int MostWords = 5;

    private static readonly FrozenSet<string> s_places = Set(
        "on in at via from about during replying regarding über auf bei zu im sur en dans à sobre em no na su nel op over från på | @"
    );

    /// <summary>Who is nobody in particular, and is told with all the words.</summary>
    private static readonly FrozenSet<string> s_anybody = Set(
        "someone somebody anonymous unknown a my the some one ein eine mein meine jemand un une quelqu'un alguien alguém qualcuno iemand"
    );

    private static readonly FrozenSet<string> s_nobody = Set(
        "i he she they we you it this that which who as and but so me us overheard seen heard just"
    );

    /// <summary>From what stands behind the words.</summary>
    public static string? Behind(string rest)
    {
        var text = rest.TrimStart(' ', '\t', ',', '.', '\n', '*', '_');
        // More than an empty line away it belongs to something else.
        if (rest[..(rest.Length - text.Length)].Count(c => c == '\n') > 2)
        {
            return null;
        }

        var line = text.Split('\n', 2)[0];
        return OfLine(line)
            ?? (rest.StartsWith('\n') ? OfBareLine(line) : null)
            ?? (Bracketed().Match(line) is { Success: true } bracket ? Name(bracket.Groups["name"].Value) : null)
            ?? (Saying().Match(line) is { Success: true } said ? Name(said.Groups["name"].Value) : null)
            ?? (SaidBehind().Match(line) is { Success: true } behind ? Name(behind.Groups["name"].Value) : null);
    }

    /// <summary>From a line that begins with a dash.</summary>
    public static string? OfLine(string line) => Signed(line) ?? Signed(MarkdownLink().Replace(line, "${words}"));

    /// <summary>From a line by itself that is a full name, perhaps with a place: <c>Jane Doe on the forum</c>.</summary>
    public static string? OfBareLine(string line) =>
        Bare().Match(line) is { Success: true } match && !EverydayWords.Contains(match.Groups["name"].Value.Split(' ')[0])
            ? Name(match.Groups["name"].Value)
            : null;

    /// <summary>From what stands before the words.</summary>
    public static string? Before(string before)
    {
        var clause = MarkdownLink().Replace(before, "${words}").TrimEnd();
        clause = clause[(clause.LastIndexOf('\n') + 1)..];
        clause = Tags().Replace(clause, " ").Trim();
        clause = Address().Replace(clause, "");
        foreach (var form in (ReadOnlySpan<Regex>)[Quoting(), Said(), Colon()])
        {
            if (form.Match(clause) is { Success: true } match && Name(match.Groups["name"].Value) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Of a text; scripts without spaces are counted by letters.</summary>
    public static int Words(string text)
    {
        var spaced = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));
        var dense = text.Count(c => c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\u0E00' and <= '\u0E7F');
        return Math.Max(spaced, dense / 2);
    }

    private static string? Signed(string line) => Dashed().Match(line) is { Success: true } match ? Name(match.Groups["name"].Value) : null;

    /// <summary>A name out of the words that may hold one; null when they do not look like one.</summary>
    private static string? Name(string words)
    {
        var line = CleanText
            .Readable(Ends().Split(words, 2)[0])
            .Trim(' ', '\t', ',', '.', ':', ';', '"', '“', '”', '*', '_', '-', '–', '—', '!', ')', '(', '~', '[', ']');
        if (line.Length == 0)
        {
            return null;
        }

        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (s_anybody.Contains(parts[0]))
        {
            return line.Length <= LongestName && parts.Length <= 8 ? line : null;
        }

        var end = Array.FindIndex(parts, 1, part => s_places.Contains(part) || parts[0].EndsWith(','));
        end = Array.FindIndex(parts, part => part.EndsWith(',')) is var comma and >= 0 && (end < 0 || comma + 1 < end) ? comma + 1 : end;
        var name = string.Join(' ', end < 0 ? parts : parts[..end]).TrimEnd(',', ':', ';');
        name = name.EndsWith("'s", StringComparison.Ordinal) || name.EndsWith("’s", StringComparison.Ordinal) ? name[..^2] : name;
        return IsName(name) ? name : null;
    }

    private static bool IsName(string name)
    {
        var parts = name.Split(' ');
        return name.Length <= LongestName
            && parts.Length <= MostWords
            && name.Any(char.IsLetter)
            && !s_nobody.Contains(parts[0])
            && (
                parts.Length == 1
                    ? parts[0][0] == '@' || char.IsUpper(parts[0][0]) || !EverydayWords.Contains(parts[0])
                    : parts.Count(part => !char.IsLower(part[0])) * 2 > parts.Length && !char.IsLower(parts[0][0])
            )
            && !(
                parts.Length > 1
                && !parts.All(part => char.IsUpper(part[0]))
                && EverydayWords.Contains(parts[0])
                && EverydayWords.Contains(parts[1])
            );
    }

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));

    [GeneratedRegex(
        @"^\s*(?:[—–―‒−─]{1,3}|~|-{1,3}|\*)\s*(?:(?:by|von|par|por|di|door|av|af|from) )?(?<name>[^\s-—–].{0,200})$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Dashed();

    [GeneratedRegex(
        @"^\s*(?<name>\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}[\p{L}\p{M}'’.-]*){1,3})(?:,? (?:on|in|at|via|from|auf|in|sur|en) [^.!?]{1,60})?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"^\s*[(\[](?:by |from |von |said |source: )?(?<name>[^()\[\]]{2,80})[)\]]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"^\s*(?:by|said by|said|says|from|wrote|writes|von|sagte|sagt|schrieb|meinte|par|dit|a dit|de|por|dijo|dice|disse|escribió|di|ha detto|door|zei|aldus|av) (?<name>@?\p{L}.{0,120})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Saying();

    [GeneratedRegex(
        @"^\s*(?<name>@?[\p{L}][\p{L}\p{M}\p{N}_.'’@-]*(?: \p{Lu}[\p{L}\p{M}\p{N}_.'’-]*){0,3}) (?:said|says|wrote|writes|put it|sagte|sagt|schrieb|meinte|dijo|disse|zei)\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SaidBehind();

    [GeneratedRegex(
        @"\b(?i:quoting|quote (?:from|by)|quoted from|from|by|as|to quote|in the words of|von|laut|zitat von|selon|según|segundo|secondo|volgens)\s+(?<name>@?[\p{L}][\p{L}\p{M}\p{N}_.'’@-]*(?: (?:\p{Lu}|@)[\p{L}\p{M}\p{N}_.'’@-]*){0,3})(?:\s+(?:put|said|says|wrote|puts|once|so|on|in|at|via|blog|talk|post|book|keynote|article|newsletter)\b.{0,60})?\s*[:,]?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Quoting();

    [GeneratedRegex(
        @"(?:^|[\s.,;!?(—–-])(?<name>@?[\p{L}][\p{L}\p{M}\p{N}_.'’@-]*(?: \p{Lu}[\p{L}\p{M}\p{N}_.'’-]*){0,3})\s+(?:just |once |recently |also |really |hat |a |ha )?(?:said|says|saying|wrote|writes|writing|put it|puts it|posted|tweeted|tooted|noted|quipped|remarked|commented|sagte|sagt|schrieb|schreibt|meinte|gesagt|geschrieben|dit|écrit|dijo|dice|escribió|disse|escreveu|detto|scritto|zei|schreef|skrev|sa)\b.{0,60}$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Said();

    [GeneratedRegex(
        @"^(?<name>@?\p{Lu}[\p{L}\p{M}\p{N}_.'’@-]*(?: \p{Lu}[\p{L}\p{M}\p{N}_.'’-]*){0,3})\s*(?:\([^()]{0,60}\))?\s*:$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Colon();

    /// <summary>Forums give what was typed.</summary>
    [GeneratedRegex(
        @"\[(?<words>[^\[\]\n]{1,200})\]\([^()\s]{0,500}\)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex MarkdownLink();

    /// <summary>Whom the post is for.</summary>
    [GeneratedRegex(@"^(?:@[\w.@-]+\s+)+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"[#＃][\p{L}\p{N}_]+:?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex(
        @"\s*(?:[#＃]\p{L}|https?://|\bhttps?:|\(|\[|\||\n|[“”«»]|\. |! | – | — | - |🦀)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Ends();
}
