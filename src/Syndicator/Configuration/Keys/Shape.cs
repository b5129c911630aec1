using System.Text.Json.Nodes;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>What may stand as a value: it reads the value, reports every mistake in it, and describes itself as JSON Schema. Closed.</summary>
internal abstract record Shape
{
    /// <summary>With an article, for messages: <c>a duration</c>.</summary>
    public abstract string What { get; }

    /// <summary>A value as it would be written.</summary>
    public abstract string Sample { get; }

    /// <summary>The value, or null when it is wrong; every mistake is then in <paramref name="findings"/>.</summary>
    /// <param name="name">What messages call it: a key, or <c>an item of `hashtags`</c>, with its grave accents.</param>
    public abstract object? Read(YamlValue value, string name, Findings findings);

    /// <summary>As JSON Schema, draft 2020-12.</summary>
    public abstract JsonObject ToSchema();

    protected object? Refuse(YamlValue value, string name, Findings findings, string? remedy = null)
    {
        var isEmpty = value is YamlText { IsEmpty: true };
        findings.Error(
            isEmpty
                ? new Problem(
                    "empty-value",
                    $"{name} has no value; it must be {What}.",
                    remedy ?? $"Write e.g. `{Sample}`, or remove the key."
                )
                : new Problem("wrong-type", $"{name} must be {What}, but {value.What} stands here.", remedy ?? $"Write e.g. `{Sample}`."),
            value.Place
        );
        return null;
    }
}
