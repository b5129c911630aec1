using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Tests.Configuration;

public class ConfigurationSchemaTests
{
    public static TheoryData<string> Files { get; } = [.. ConfigurationSchema.Files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_has_exactly_the_keys_the_reader_knows(string file)
    {
        var schema = JsonNode.Parse(ConfigurationSchema.Write(file))!.AsObject();
        schema["$schema"]!.GetValue<string>().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        PathsOf(schema, "").ShouldBe(PathsOf(ConfigurationSchema.Files[file], ""), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_default_and_sample_is_a_value_the_reader_takes_and_the_schemas_pattern_allows(string file)
    {
        foreach (var key in KeysOf(ConfigurationSchema.Files[file]))
        {
            key.Meaning.ShouldEndWith(".");
            if (key.Shape is ScalarShape scalar)
            {
                foreach (var text in new[] { key.Default, key.Sample, scalar.Sample }.OfType<string>().Select(text => text.Trim('"')))
                {
                    scalar.Parse(text).Problem.ShouldBeNull($"{key.Name}: {text}");
                    Regex.IsMatch(text, scalar.Pattern ?? "", RegexOptions.ECMAScript).ShouldBeTrue($"{key.Name}: {text}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_manuals_table_is_the_one_of_the_keys(string file)
    {
        var manual = File.ReadAllText(Path.Combine(Shared.Repository, "docs", "configuration.md"));
        manual.ShouldContain(
            KeyTables.Write(file),
            customMessage: $"replace the table by the output of: syndicator config-schema {file} --markdown"
        );
    }

    private static IEnumerable<Key> KeysOf(MapShape map) =>
        map.Keys.SelectMany(key => Inner(key.Shape) is { } inner ? KeysOf(inner).Prepend(key) : [key]);

    private static IEnumerable<string> PathsOf(MapShape map, string prefix) =>
        map.Keys.SelectMany(key =>
            Inner(key.Shape) is { } inner ? PathsOf(inner, $"{prefix}{key.Name}.").Prepend(prefix + key.Name) : [prefix + key.Name]
        );

    private static MapShape? Inner(Shape shape) => shape as MapShape ?? (shape as ListShape)?.Item as MapShape;

    private static IEnumerable<string> PathsOf(JsonObject schema, string prefix) =>
        schema["properties"] is JsonObject properties
            ? properties.SelectMany(property =>
                PathsOf(property.Value!["items"] as JsonObject ?? property.Value!.AsObject(), $"{prefix}{property.Key}.")
                    .Prepend(prefix + property.Key)
            )
            : [];
}
