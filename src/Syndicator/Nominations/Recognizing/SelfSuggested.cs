using System.Text.RegularExpressions;
using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Whether a nominator says that it is their own, or the links show it.</summary>
internal static partial class SelfSuggested
{
    public static bool Is(PostText post, IEnumerable<string> addresses) =>
        Says(post.OwnText) || addresses.Any(address => IsOf(post.Post.Author, address));

    public static bool Says(string text)
    {
        // Curly apostrophes are apostrophes.
        var plain = text.Replace('’', '\'');
        foreach (Match match in Own().Matches(plain))
        {
            var before = plain[Math.Max(0, match.Index - 12)..match.Index];
            var behind = plain[(match.Index + match.Length)..Math.Min(plain.Length, match.Index + match.Length + 40)];
            var made = Aside().Split(behind, 2)[0];
            if (!Denied().IsMatch(before) && !(match.Groups["made"].Success && With().IsMatch(made)) && !OfTheWeek().IsMatch(behind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a repository belongs to somebody of the author's name: <c>github.com/ada/…</c> and <c>@ada@hachyderm.io</c>.</summary>
    private static bool IsOf(MentionAuthor author, string address) =>
        CrateAddress.Of(address) is CrateAddress.Repository { Owner: var owner }
        && Key(owner.Split('/')[0]) is { Length: > 1 } key
        && (key == Key(author.Handle.Split('@')[0].Split('.')[0]) || key == Key(author.Handle.Split('@')[0]));

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(
        @"\bself[- ]?(?:nominat\w*|suggest\w*|promo\w*|plug\w*|shill\w*|advert\w*)|\bshameless\w*"
            + @"|\b(?<made>i(?:'ve| have)?(?: just| recently| finally| also)? (?:wrote|written|made|built|created|published|released|authored|developed|started|coded))\b"
            + @"|\bi(?: actively| also)? (?:maintain|author)\b|\bi(?:'m| am) (?:the|its|one of the|a|also the|also its) (?:co-?)?(?:author|maintainer|creator|developer)\b"
            + @"|\bi(?:'ve been|'m| am| have been) (?:working on|building|developing|writing|maintaining)\b"
            + @"|\b(?<made>we(?: at [\w-]+)?(?:'ve| have)?(?: just| recently| finally| also)? (?:wrote|written|made|built|created|published|released|authored|developed))\b|\b(?:author|maintainer|creator|dev) here\b|\bi(?:'m| am) biased\b|\b(?:my|our)(?: own| new| little| small| tiny| first| latest| very own| side| pet| humble| recent)* (?:crate|library|lib|project|baby|creation|cli|package|app)\b"
            + @"|\bmy own(?:[.,!)]|$)|\btoot\w* my own horn|\b(?:written|made|built|created|developed|maintained) by (?:me|us|yours truly)\b|\byours truly\b|\bof mine\b|\bby me\b"
            + @"|\b(?:mein|unser)(?:e|en|em|er|es)?(?: eigene\w*| neue\w*| kleine\w*| erste\w*)* (?:crate|bibliothek|projekt|werkzeug|tool|library)\b|\bselbst (?:geschrieben|gebaut|entwickelt|gemacht)|\beigenwerbung|\bschamlos\w*|\bselbst(?:nominierung|vorschlag)|\bhabe ich (?:geschrieben|gebaut|entwickelt)|\bich habe (?:sie|es|das|ihn) (?:geschrieben|gebaut)|\bvon mir\b"
            + @"|\b(?:ma|mon|notre)(?: propre| nouvelle| nouveau| petite| petit)* (?:crate|biblioth[èe]que|lib|librairie|projet|outil)\b|\bj'ai (?:écrit|créé|fait|développé|publié)|\bauto-?promo\w*|\bque j'ai (?:écrit|créé|faite?)|\bde ma part\b"
            + @"|\b(?:mi|nuestro|nuestra)(?: propia| propio| nuevo| nueva| pequeño| pequeña)* (?:crate|biblioteca|librería|proyecto|herramienta)\b|\bhe (?:escrito|creado|hecho|publicado)\b|\bautobombo|\bescribí\b|\bautopromo\w*"
            + @"|\b(?:minha|meu|nossa|nosso)(?: própria| próprio| novo| nova)* (?:crate|biblioteca|lib|projeto|ferramenta)\b|\beu (?:fiz|escrevi|criei)\b|\bque (?:fiz|escrevi|criei)\b|\bjabá\b"
            + @"|\b(?:mia|mio)(?: propria| nuova| nuovo)* (?:crate|libreria|progetto)\b|\bho (?:scritto|creato|fatto|pubblicato|sviluppato)\b"
            + @"|\bmijn(?: eigen| nieuwe)* (?:crate|bibliotheek|project)\b|\bzelf (?:geschreven|gemaakt|gebouwd)|\bzelfpromotie"
            + @"|\bm(?:in|itt)(?: egen| eget)* (?:crate|projekt|bibliotek|prosjekt)\b"
            + @"|\bmój(?: własny)? (?:crate|projekt)\b|\bmoja (?:biblioteka|skrzynka)\b|\bnapisał[ea]m\b|\bautopromocja"
            + @"|мо[йяеё] (?:крейт|проект|библиотека)|я написал|саморекл|самовыдвиж|自作|拙作|手前味噌|私が作|僕が作|自分で作|作りました|我写的|我寫的|我的库|自荐|自己写|내가 만든|제가 만든",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Own();

    [GeneratedRegex(
        @"\b(?:not|no|isn't|aren't|wasn't|nicht|kein|pas|non|nie|niet)\b[^.!?\n]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Denied();

    [GeneratedRegex(
        @"^ it (?:fast|work|happen|better|eas|possible|simple|safe|run|compile|small|through)|\b(?:with|using|on|to|around|about|for|from|mit|avec|con|com|in)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex With();

    /// <summary>What follows says nothing about the making any more: "I wrote jiff, so take this with salt".</summary>
    [GeneratedRegex(@",? (?:so|but)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Aside();

    [GeneratedRegex(
        @"^(?: |-)(?:of the|der|de la|da|della|van de|do|of this|del)(?: |-)(?:week|woche|semaine|semana|settimana|tydzień)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex OfTheWeek();
}
