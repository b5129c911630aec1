namespace Syndicator.Issues;

/// <summary>What stands in square brackets before a link: <c>[video] [DE]</c>, <c>[disposition: merge]</c>, <c>[easy]</c>.</summary>
internal static class LinkTags
{
    public static IReadOnlyList<string> Read(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        if (before.IsEmpty || before[^1] != ']')
        {
            return [];
        }

        var tags = new List<string>(2);
        while (before is [.., ']'] && before.LastIndexOf('[') is var open and >= 0)
        {
            tags.Insert(0, before[(open + 1)..^1].Trim().ToString());
            before = before[..open].TrimEnd();
        }

        return tags;
    }
}
