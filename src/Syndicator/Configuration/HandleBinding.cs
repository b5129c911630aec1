using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration;

/// <summary>Makes handles of settings, and reports names that two of them claim.</summary>
internal static class HandleBinding
{
    public static Handles Build(IReadOnlyList<Settings> people, Findings findings)
    {
        var byName = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            var handles = HandlesOf(person);
            if (!Values.Handle.Networks.Any(network => person.PlaceOf(network) is not null))
            {
                findings.Error(
                    new Problem(
                        "no-handle",
                        "Nobody's handle stands here: no network is given.",
                        $"Add one of {string.Join(", ", Values.Handle.Networks)}."
                    ),
                    person.Place
                );
            }

            foreach (var (name, place) in NamesOf(person))
            {
                if (!byName.TryAdd(name, handles))
                {
                    findings.Error(
                        new Problem(
                            "doubled-handle",
                            $"`{Shown.Briefly(name)}` is named twice (without case).",
                            "Keep one, with all its networks."
                        ),
                        place
                    );
                }
            }
        }

        return new Handles(byName);
    }

    private static Dictionary<string, string> HandlesOf(Settings person) =>
        Values
            .Handle.Networks.Select(network => (network, handle: person.Find<string>(network)))
            .Where(each => each.handle is not null)
            .ToDictionary(each => each.network, each => each.handle!);

    private static IEnumerable<(string Name, YamlPlace Place)> NamesOf(Settings person)
    {
        var names = person.List<string>("aliases").Select(alias => (alias, person.PlaceOf("aliases")!.Value));
        return person.Find<string>("name") is { } name ? names.Prepend((name, person.PlaceOf("name")!.Value)) : names;
    }
}
