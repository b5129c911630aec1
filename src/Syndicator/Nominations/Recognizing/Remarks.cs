using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>What people say about nominating without nominating.</summary>
internal static partial class Remarks
{
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
        var words = post.Pieces.Where(piece => piece is { Kind: PieceKind.Word, IsQuoted: false }).Select(piece => piece.Text).Take(60).ToList();
        return post.Pieces.Any(piece => !piece.IsQuoted && piece.IsOneOf("?？¿"))
            && !Offer().IsMatch(string.Join(' ', words))
            && (
                (words.Count > 0 && s_asking.Contains(words[0]))
                || (words.Exists(s_asking.Contains) && words.Exists(s_process.Contains))
            );
    }

    public static bool IsAboutAWinner(PostText post) => Winner().IsMatch(post.OwnText);

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));

    [GeneratedRegex(
        @"\b(?:how|what) about\b|\b(?:can|could|may|might|should) (?:i|we|you) (?:please )?(?:nominate|suggest|propose|submit|add|have|make)\b|\bwhy not\b|\bwie w[äa]re?\b|\bwarum nicht\b|\bpourquoi pas\b|\bqu[ée] tal\b|\be se\b|\bdarf ich\b|\bhas anyone (?:nominated|suggested|mentioned)\b|\b(?:could|would|should|can) [\w-]+ (?:be|become|get)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b(?:congrat\w*|congrats|kudos to|won|winners?|winning|was (?:last|the|a|named|picked|chosen)|became|has been|made it|last week's|letzte woche|glückwunsch|gewonnen|félicitations?|gagn[ée]|felicidades|enhorabuena|parabéns|complimenti|gefeliciteerd|poprzedni)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Winner();
}
