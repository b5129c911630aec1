using System.Text.Json.Nodes;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>A list of values of one shape.</summary>
/// <param name="Items">What the items are called: <c>hashtags</c>.</param>
internal sealed record ListShape(string Items, Shape Item) : Shape
{
    /// <summary>Fewest items.</summary>
    public int Fewest { get; init; }

    public override string What => $"a list of {Items}";
    public override string Sample => $"[{Item.Sample}]";

    /// <summary>A list of the values that are right.</summary>
    public override object? Read(YamlValue value, string name, Findings findings)
    {
        if (value is not YamlList list)
        {
            return Refuse(value, name, findings);
        }

        if (list.Items.Count < Fewest)
        {
            findings.Error(
                new Problem("empty-list", $"{name} is an empty list.", $"Write at least one item, e.g. `{Item.Sample}`."),
                list.Place
            );
        }

        return list.Items.Select(item => Item.Read(item, $"An item of {name}", findings)).OfType<object>().ToList();
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Item.ToSchema() };
        if (Fewest > 0)
        {
            schema["minItems"] = Fewest;
        }

        return schema;
    }
}
