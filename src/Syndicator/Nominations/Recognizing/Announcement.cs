using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>How editors announce what has been chosen.</summary>
internal static partial class Announcement
{
    public static bool IsIn(PostText post) => Announcing().IsMatch(post.OwnText);

    [GeneratedRegex(
        @"\b(?:winners?|won|wins|congrat\w*|(?:this|last) week's|issue #?[0-9]+|is out|out now|new issue|has been (?:chosen|picked|selected)|we (?:picked|chose|selected)|was (?:chosen|picked|selected)"
            + @"|thanks to .{1,60} for (?:the|their|his|her|this) (?:self-)?(?:suggestion|nomination)|(?:crate|quote) of the week (?:is|was|goes to)|#\w+ (?:is|was|goes to)|is (?:the|our|this week's|your) (?:#\w+|crate|quote)"
            + @"|voting (?:is )?closed|thank you for (?:all )?(?:your )?(?:the )?(?:nominations|suggestions|votes)|gewinner|gewonnen|gewinnt)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Announcing();
}
