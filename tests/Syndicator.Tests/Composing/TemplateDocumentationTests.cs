using Syndicator.Composing;

namespace Syndicator.Tests.Composing;

public class TemplateDocumentationTests
{
    private static readonly string _page = File.ReadAllText(Path.Combine(Shared.Repository, "docs", "templates.md"));

    [Fact]
    public void Every_placeholder_is_documented_with_its_meaning()
    {
        var names = PlaceholderNames
            .Common.Concat(PlaceholderNames.OfIssue)
            .Concat(PlaceholderNames.OfInvite)
            .Concat(PlaceholderNames.OfThanks)
            .Concat(PlaceholderNames.OfCall)
            .Concat(PlaceholderNames.OfCalls);
        foreach (var (name, meaning) in names)
        {
            _page.ShouldContain($"| `{name}` | {meaning} |");
        }
    }

    [Fact]
    public void Every_list_is_documented_with_the_names_of_its_items()
    {
        foreach (var (list, names) in PlaceholderNames.Lists.Concat(PlaceholderNames.ListsOfCalls))
        {
            _page.ShouldContain($"| `{list}` | {string.Join(", ", names.Select(name => $"`{name}`"))} |");
        }
    }

    [Fact]
    public void Every_part_is_documented()
    {
        foreach (var part in TemplateSet.Names)
        {
            _page.ShouldContain($"| `{part}.txt` |");
        }
    }
}
