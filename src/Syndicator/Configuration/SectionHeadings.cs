using Syndicator.Configuration.Keys;
using Syndicator.Issues;

namespace Syndicator.Configuration;

/// <summary>Which headings mean what: the configured ones, and the defaults that none of them contradicts.</summary>
internal static class SectionHeadings
{
    /// <summary>Reports headings that stand below two roles, which could then mean either.</summary>
    public static void Check(Settings settings, Findings findings)
    {
        if (settings.Find<Settings>("sections") is not { } sections)
        {
            if (settings.FindValue<bool>("defaultSections") == false && settings.PlaceOf("sections") is null)
            {
                findings.Error(
                    new Problem(
                        "missing-key",
                        "`sections` is missing: without the default headings it says what headings mean.",
                        "Add `sections`."
                    ),
                    settings.PlaceOf("defaultSections")!.Value
                );
            }

            return;
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in sections.All)
        {
            foreach (var heading in sections.List<string>(role.Key))
            {
                if (!seen.TryAdd(Fold(heading), role.Key))
                {
                    findings.Error(
                        new Problem(
                            "doubled-heading",
                            $"The heading `{Shown.Briefly(heading)}` stands below `{Shown.Briefly(seen[Fold(heading)])}` already.",
                            "Keep it below one role."
                        ),
                        role.Place!.Value
                    );
                }
            }
        }
    }

    public static IReadOnlyDictionary<SectionRole, IReadOnlyList<string>> Build(Settings settings)
    {
        var configured = Configured(settings);
        if (!settings.Get<bool>("defaultSections"))
        {
            return configured;
        }

        if (configured.Count == 0)
        {
            return DefaultHeadings.All;
        }

        var taken = configured.Values.SelectMany(headings => headings).Select(Fold).ToHashSet(StringComparer.Ordinal);
        return Enum.GetValues<SectionRole>()
            .Select(role =>
                (
                    role,
                    headings: Of(configured, role)
                        .Concat(Of(DefaultHeadings.All, role).Where(heading => !taken.Contains(Fold(heading))))
                        .ToList()
                )
            )
            .Where(each => each.headings.Count > 0)
            .ToDictionary(each => each.role, each => (IReadOnlyList<string>)each.headings);
    }

    private static Dictionary<SectionRole, IReadOnlyList<string>> Configured(Settings settings) =>
        settings.Find<Settings>("sections") is { } sections
            ? sections.All.ToDictionary(role => PublicationKeys.Roles[role.Key], role => sections.List<string>(role.Key))
            : [];

    private static IReadOnlyList<string> Of(IReadOnlyDictionary<SectionRole, IReadOnlyList<string>> headings, SectionRole role) =>
        headings.TryGetValue(role, out var list) ? list : [];

    /// <summary>As <see cref="IssueFormat.Headings"/> are compared.</summary>
    private static string Fold(string heading) =>
        heading.Trim().TrimEnd(':').Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').ToLowerInvariant();
}
