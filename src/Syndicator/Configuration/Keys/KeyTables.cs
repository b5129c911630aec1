using System.Globalization;
using System.Text;

namespace Syndicator.Configuration.Keys;

/// <summary>The tables of <c>docs/configuration.md</c>, made from the keys the reader uses.</summary>
internal static class KeyTables
{
    /// <summary>A Markdown table of all keys of one file, those of groups as <c>source.folder</c> and those of list items as <c>accounts[].name</c>.</summary>
    public static string Write(string file)
    {
        var table = new StringBuilder("| Key | What it is | Default | Unit | Meaning |\n|---|---|---|---|---|\n");
        foreach (var (path, key) in Walk("", ConfigurationSchema.Files[file]))
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{path}` | {WhatOf(key.Shape)} | {DefaultOf(key)} | {key.Unit ?? ""} | {key.Meaning} |\n"
            );
        }

        return table.ToString();
    }

    private static IEnumerable<(string Path, Key Key)> Walk(string prefix, MapShape map) =>
        map.Keys.SelectMany(key =>
            Inner(key.Shape) is var (suffix, inner)
                ? Walk($"{prefix}{key.Name}{suffix}.", inner).Prepend((prefix + key.Name, key))
                : [(prefix + key.Name, key)]
        );

    private static (string Suffix, MapShape Map)? Inner(Shape shape) =>
        shape switch
        {
            MapShape map => ("", map),
            ListShape { Item: MapShape map } => ("[]", map),
            _ => null,
        };

    private static string WhatOf(Shape shape) =>
        shape switch
        {
            ScalarShape { Choices: { } choices } => string.Join(", ", choices.Select(choice => $"`{choice}`")),
            TableShape { Value: var value } table =>
                $"{table.What}, {value.What} as value: {string.Join(", ", table.Names.Select(name => $"`{name}`"))}",
            _ => shape.What,
        };

    private static string DefaultOf(Key key) =>
        key.IsRequired ? "required"
        : key.Default is { } text ? $"`{text}`"
        : key.DefaultRule ?? "none";
}
