using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>How editors announce what has been chosen.</summary>
internal static partial class Announcement
{
    public static bool IsIn(PostText post) => Announcing().IsMatch(post.OwnText);

    /// <summary>By anybody: <c>jiff is crate of the week, congrats!</c></summary>
    public static bool IsEchoed(PostText post) => Won().IsMatch(post.OwnText) && Echo().IsMatch(post.OwnText);

    [GeneratedRegex(
        @"\b(?:is|was|became|in issue #?[0-9]+|as) (?:the |this week's |last week's |your )?(?:crate|quote) of the week\b|\b(?:crate|quote) of the week (?:in issue|is|was|of issue)\b|\b(?:is|was|became) (?:the |this week's |last week's )?#(?:cotw|qotw)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Echo();

    [GeneratedRegex(@"\b(?:congrat\w*|won|winner|thanks to everyone who voted)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Won();

    [GeneratedRegex(
        @"\b(?:winners?|won|wins|congrat\w*|(?:this|last) week's|issue #?[0-9]+|is out|out now|new issue|has been (?:chosen|picked|selected)|we (?:picked|chose|selected)|was (?:chosen|picked|selected)"
            + @"|thanks to everyone who voted|came from .{1,60}|thanks to .{1,60} for (?:the|their|his|her|this) (?:self-)?(?:suggestion|nomination)|(?:crate|quote) of the week (?:is|was|goes to)|#\w+ (?:is|was|goes to)|is (?:the|our|this week's|your) (?:#\w+|crate|quote)"
            + @"|voting (?:is )?closed|thank you for (?:all )?(?:your )?(?:the )?(?:nominations|suggestions|votes)|gewinner|gewonnen|gewinnt)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Announcing();
}
