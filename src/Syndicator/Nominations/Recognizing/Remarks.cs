using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>What people say about nominating without nominating.</summary>
internal static partial class Remarks
{
    private const string Asked = "(?:[#＃](?:[cq]otw|(?:crate|quote)oftheweek)|(?:crate|quote) of the week)";

    private static readonly FrozenSet<string> s_process = Set(
        "pick picks picked choose chooses chosen chose select selects selected decide decides submit submitted submission nominate nominated nominates nominations vote voted votes "
            + "voting win wins won winner deadline rules announced close closes closed count counts eligible editors tag hashtag next issue published work works start starts end ends "
            + "happened happens mean means stand stands called explain wählt gewählt nominieren abstimmen choisit choisir élu elige elegir vota escolhe sceglie kiest"
    );

    private static readonly FrozenSet<string> s_asking = Set(
        "who what when where why how which whose is are do does did can could may will would has have was were wer was wann wo warum wie welche welcher kann gibt qui quand comment pourquoi quel quelle "
            + "est-ce quién quien cuándo cuando cómo como por dónde quem quando onde chi come dove perché wie wat wanneer waarom"
    );

    /// <summary>"Who picks #cotw?", but not "how about jiff for #cotw?".</summary>
    public static bool IsAboutTheProcess(PostText post)
    {
        var words = post
            .Pieces.Where(piece => piece is { Kind: PieceKind.Word, IsQuoted: false })
            .Select(piece => piece.Text)
            .Take(60)
            .ToList();
        return post.Pieces.Any(piece => !piece.IsQuoted && piece.IsOneOf("?？¿"))
            && !Offer().IsMatch(string.Join(' ', words))
            && ((words.Count > 0 && s_asking.Contains(words[0])) || (words.Exists(s_asking.Contains) && words.Exists(s_process.Contains)));
    }

    public static bool IsAboutAWinner(PostText post) => Winner().IsMatch(post.OwnText);

    /// <summary>Why a post that says the tag or the words nominates nothing all the same: <c>I take my #cotw back</c>, <c>last week's #cotw was jiff</c>.</summary>
    public static string? IsOver(PostText post) =>
        TakenBack().IsMatch(post.OwnText) ? "takes a nomination back"
        : Chosen().IsMatch(post.OwnText) ? "speaks of what was chosen before"
        : null;

    /// <summary>"The #cfp of RustFest has closed."</summary>
    public static bool IsClosed(PostText post) => Closed().IsMatch(post.OwnText);

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));

    [GeneratedRegex(
        @"\b(?:how|what) about\b|\b(?:can|could|may|might|should) (?:i|we|you) (?:please )?(?:nominate|suggest|propose|submit|add|have|make)\b|\bwhy not\b|\bwie w[äa]re?\b|\bwarum nicht\b|\bpourquoi pas\b|\bqu[ée] tal\b|\be se\b|\bdarf ich\b|\bhas anyone (?:nominated|suggested|mentioned)\b|\b(?:could|would|should|can) [\w-]+ (?:be|become|get)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b(?:withdraw|withdrawing|withdrew|retract|retracting|revoke|cancel|take back|taking back) (?:my|our|this|that|the) [^.!?\n]{0,40}?(?:nomination|vote|suggestion|proposal|"
            + Asked
            + @")\b|\b(?:take|taking|took) (?:my|our|this|that|the) [^.!?\n]{0,40}?(?:nomination|vote|suggestion|proposal|"
            + Asked
            + @")\b[^!?,;\n]{0,120}? back\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TakenBack();

    [GeneratedRegex(
        @"\b(?:thanks?|thank you|thx) [^.!?\n]{0,40}?for (?:picking|choosing|selecting|featuring|naming) [^!?\n]{1,120}? (?:as|for|in|the|your|this week['’]s) (?:(?:the|your|this week['’]s) )?"
            + Asked
            + @"\b|\b(?:last|previous) (?:week|month|year|issue|time)(?:['’]s)?,? (?:the )?"
            + Asked
            + " (?:was|is|went to)\\b|"
            + Asked
            + @" (?:(?:of|from|in) )?(?:the )?(?:last|previous) (?:week|month|year|issue|time) (?:was|is|went to)\b|"
            + Asked
            + @" (?:was|went to) [^!?\n]{1,120}? (?:last|previous) (?:week|month|year|issue|time)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Chosen();

    [GeneratedRegex(
        @"\b(?:is|are|has|have|was|were|been|now|already|officially) closed(?:[^\w-]|$)|\b(?:call|cfp|submissions?|deadline) (?:is|are|was) (?:now |already )?over\b|\bdeadline (?:has |is )?(?:now |already )?passed\b|\b(?:no longer|not|stopped) accepting\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Closed();

    [GeneratedRegex(
        @"\b(?:congrat\w*|congrats|kudos to|won|winners?|winning|was (?:last|the|a|named|picked|chosen)|became|has been|made it|last week's|letzte woche|glückwunsch|gewonnen|félicitations?|gagn[ée]|felicidades|enhorabuena|parabéns|complimenti|gefeliciteerd|poprzedni)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Winner();
}
