using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.Configuration.Keys;

/// <summary>The files a user writes, and their JSON Schema (draft 2020-12: https://json-schema.org/draft/2020-12/schema) made from the keys the reader uses.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>By what <c>config-schema</c> calls them: the file's name without extension.</summary>
    public static IReadOnlyDictionary<string, MapShape> Files { get; } =
        new Dictionary<string, MapShape>
        {
            ["publication"] = PublicationKeys.File,
            ["accounts"] = AccountKeys.AccountsFile,
            ["handles"] = AccountKeys.HandlesFile,
        };

    /// <summary>The schema as JSON text.</summary>
    public static string Write(string file)
    {
        var schema = Files[file].ToSchema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", file + ".yaml");
        return schema.ToJsonString(Readable);
    }

    /// <summary>The schema of one key's value, with its meaning and default.</summary>
    public static JsonObject Of(Key key)
    {
        var schema = key.Shape.ToSchema();
        schema.Insert(0, "description", key.Unit is null ? key.Meaning : $"{key.Meaning} In {key.Unit}.");
        if (key is { Default: { } text, Shape: ScalarShape scalar })
        {
            schema["default"] = scalar.Type == ScalarType.Boolean ? text == "true" : text;
        }

        return schema;
    }
}
