using System.Text.Json.Nodes;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>A group whose keys are names of one kind, each with a value of one shape.</summary>
/// <param name="NameKind">What its keys are: <c>section role</c>.</param>
/// <param name="Names">The names allowed.</param>
internal sealed record TableShape(string NameKind, IReadOnlyList<string> Names, Shape Value) : Shape
{
    public override string What => $"a group with a {NameKind} as each key";
    public override string Sample => $"{{ {Names[0]}: {Value.Sample} }}";

    /// <summary><see cref="Settings"/> with every value that is right.</summary>
    public override object? Read(YamlValue value, string name, Findings findings)
    {
        if (value is not YamlMap map)
        {
            return Refuse(value, name, findings);
        }

        foreach (var entry in map.Entries.Where(entry => !Names.Contains(entry.Key)))
        {
            var remedy = Nearest.Remedy(entry.Key, Names);
            findings.Error(
                new Problem("unknown-" + NameKind.Replace(' ', '-'), $"`{Shown.Briefly(entry.Key)}` is no {NameKind}.", remedy),
                entry.Place
            );
        }

        return new Settings(
            map.Place,
            [
                .. map.Entries.Select(entry => new Setting(
                    entry.Key,
                    entry.Value.Place,
                    Value.Read(entry.Value, $"`{Shown.Briefly(entry.Key)}`", findings)
                )),
            ]
        );
    }

    public override JsonObject ToSchema() =>
        new()
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. Names.Select(name => JsonValue.Create(name))]) },
            ["additionalProperties"] = Value.ToSchema(),
        };
}
