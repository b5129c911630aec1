namespace Syndicator.Issues;

/// <summary>Whether somebody is thanked for suggesting their own: <c>for the self-suggestion</c>.</summary>
internal static class SelfSuggestion
{
    /// <param name="paragraph">The whole paragraph.</param>
    /// <param name="thanks">Its sentence of thanks; empty when there is none.</param>
    public static bool IsIn(ReadOnlySpan<char> paragraph, ReadOnlySpan<char> thanks)
    {
        foreach (
            var own in (ReadOnlySpan<string>)["suggested his ", "suggested her ", "suggested their ", "nominated his ", "nominated her "]
        )
        {
            if (paragraph.Mentions(own))
            {
                return true;
            }
        }

        for (var at = thanks.IndexOf("self"); at >= 0; )
        {
            if (at > 0 && !char.IsLetter(thanks[at - 1]))
            {
                return true;
            }

            var next = thanks[(at + 4)..].IndexOf("self");
            at = next < 0 ? -1 : at + 4 + next;
        }

        return false;
    }
}
