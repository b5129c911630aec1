namespace Syndicator.Issues;

/// <summary>
/// Finds the role of headings. Levels of a hand-written issue form no tree, so a heading without a configured role has the role of the nearest configured heading
/// above it that is less deep; a heading above the issue's top level is a slip and continues what it stands in; and one between two parts of the community
/// section belongs to that section.
/// </summary>
internal sealed class HeadingRoles
{
    private readonly Dictionary<string, SectionRole> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SectionRole>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<(string Prefix, SectionRole Role)> _prefixes = [];

    public HeadingRoles(IReadOnlyDictionary<SectionRole, IReadOnlyList<string>> headings)
    {
        foreach (var (role, names) in headings)
        {
            foreach (var name in names)
            {
                if (name.EndsWith('*'))
                {
                    _prefixes.Add((Normal(name.AsSpan()[..^1]).ToString(), role));
                }
                else
                {
                    _exact.TryAdd(Normal(name).ToString(), role);
                }
            }
        }

        _lookup = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether the role is that of the community section or one of its parts.</summary>
    public static bool IsCommunity(SectionRole role) => role is >= SectionRole.Community and <= SectionRole.Miscellaneous;

    /// <summary>The configured role of a heading; null when none is.</summary>
    public SectionRole? Find(ReadOnlySpan<char> title)
    {
        var normal = Normal(title);
        if (_lookup.TryGetValue(normal, out var role))
        {
            return role;
        }

        foreach (var (prefix, prefixed) in _prefixes)
        {
            if (normal.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return prefixed;
            }
        }

        return null;
    }

    /// <summary>The roles of an issue's headings, in order.</summary>
    public SectionRole[] Resolve(ReadOnlySpan<(int Level, SectionRole? Role)> headings)
    {
        var top = TopLevel(headings);
        var roles = new SectionRole[headings.Length];
        var above = new List<(int Level, SectionRole Role)>();
        for (var i = 0; i < headings.Length; i++)
        {
            var (level, role) = headings[i];
            if (role is null && level < top)
            {
                roles[i] = i > 0 ? roles[i - 1] : SectionRole.Unknown;
                continue;
            }

            while (above.Count > 0 && above[^1].Level >= level)
            {
                above.RemoveAt(above.Count - 1);
            }

            roles[i] = role ?? (above.Count > 0 ? above[^1].Role : Between(headings, roles, i));
            if (role is { } known)
            {
                above.Add((level, known));
            }
        }

        return roles;
    }

    private static SectionRole Between(ReadOnlySpan<(int Level, SectionRole? Role)> headings, SectionRole[] roles, int index)
    {
        if (index == 0 || !IsCommunity(roles[index - 1]))
        {
            return SectionRole.Unknown;
        }

        foreach (var (_, role) in headings[(index + 1)..])
        {
            if (role is { } next)
            {
                return IsCommunity(next) && next != SectionRole.Community ? SectionRole.Community : SectionRole.Unknown;
            }
        }

        return SectionRole.Unknown;
    }

    private static int TopLevel(ReadOnlySpan<(int Level, SectionRole? Role)> headings)
    {
        var top = int.MaxValue;
        foreach (var (level, role) in headings)
        {
            // The quote's heading is of level 1 always.
            if (role is not (null or SectionRole.Quote))
            {
                top = Math.Min(top, level);
            }
        }

        return top == int.MaxValue ? 1 : top;
    }

    private static ReadOnlySpan<char> Normal(ReadOnlySpan<char> title)
    {
        var trimmed = title.Trim().TrimEnd(":,").TrimEnd();
        return trimmed.IndexOfAny("’‘“”") < 0
            ? trimmed
            : trimmed.ToString().Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"');
    }
}
