using System.Text.Json.Nodes;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>A group of known keys.</summary>
/// <param name="Title">Where messages say an unknown key is unknown: <c>publication.yaml</c>, <c>`source`</c>.</param>
internal sealed record MapShape(string Title, IReadOnlyList<Key> Keys) : Shape
{
    public override string What => "a group of keys";
    public override string Sample => $"{{ {string.Join(", ", Keys.Where(key => key.IsRequired).DefaultIfEmpty(Keys[0]).Select(Line))} }}";

    /// <summary><see cref="Settings"/> with every value that is right.</summary>
    public override object? Read(YamlValue value, string name, Findings findings)
    {
        if (value is not YamlMap map)
        {
            return Refuse(value, name, findings);
        }

        foreach (var entry in map.Entries.Where(entry => !Keys.Any(key => key.Name == entry.Key)))
        {
            var remedy = Nearest.Remedy(entry.Key, [.. Keys.Select(key => key.Name)]);
            findings.Error(new Problem("unknown-key", $"`{Shown.Briefly(entry.Key)}` is no key of {Title}.", remedy), entry.Place);
        }

        return new Settings(map.Place, [.. Keys.Select(key => ReadKey(key, map, findings))]);
    }

    private Setting ReadKey(Key key, YamlMap map, Findings findings)
    {
        if (map.Entries.FirstOrDefault(entry => entry.Key == key.Name) is { } entry)
        {
            return new Setting(key.Name, entry.Value.Place, key.Shape.Read(entry.Value, $"`{key.Name}`", findings));
        }

        if (key.IsRequired)
        {
            findings.Error(new Problem("missing-key", $"`{key.Name}` is missing in {Title}.", $"Add `{Line(key)}`."), map.Place);
        }

        return new Setting(key.Name, null, DefaultOf(key));
    }

    private static object? DefaultOf(Key key) => key is { Default: { } text, Shape: ScalarShape scalar } ? scalar.Parse(text).Value : null;

    private static string Line(Key key) => $"{key.Name}: {key.Sample ?? key.Shape.Sample}";

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)ConfigurationSchema.Of(key)))),
        };
        var required = Keys.Where(key => key.IsRequired).Select(key => (JsonNode?)key.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }
}
