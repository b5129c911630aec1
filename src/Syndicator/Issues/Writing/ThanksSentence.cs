namespace Syndicator.Issues.Writing;

/// <summary><c>Thanks to [name](url) for the suggestion!</c></summary>
internal static class ThanksSentence
{
    /// <param name="entries">Everybody, in the order they are named; who comes twice is named once.</param>
    /// <param name="suggestions">How many things were suggested.</param>
    /// <returns>Null when there is nobody to thank.</returns>
    public static string? Of(IEnumerable<ThanksEntry> entries, int suggestions)
    {
        var people = entries.Where(entry => PlainWords.Line(entry.Name).Length > 0).DistinctBy(entry => (entry.Name, entry.Url)).ToList();
        if (people.Count == 0)
        {
            return null;
        }

        var names = people.Select(entry => MarkdownLink.Of(entry.Name, entry.Url)).ToList();
        var all = names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
        return $"Thanks to {all} for the {Own(people)}suggestion{(suggestions > 1 ? "s" : "")}!";
    }

    private static string Own(List<ThanksEntry> people) =>
        people.All(entry => entry.IsSelf) ? "self-"
        : people.Exists(entry => entry.IsSelf) ? "(partial self-)"
        : "";
}
