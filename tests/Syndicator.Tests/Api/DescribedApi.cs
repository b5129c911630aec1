using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.Tests.Api;

/// <summary>The document that describes the interface, and the judge of answers by it: as strict as a program that was generated from it.</summary>
internal sealed class DescribedApi(JsonObject document)
{
    public JsonObject Document => document;

    /// <summary>What there is to do: its id, method and path.</summary>
    public IReadOnlyList<(string Id, string Method, string Path)> Operations { get; } =
    [
        .. document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Select(each => (each.Value!["operationId"]!.GetValue<string>(), each.Key.ToUpperInvariant(), path.Key))
            ),
    ];

    /// <summary>The operation that was asked for; null: the document knows none such.</summary>
    public (string Id, JsonObject Described)? Find(string method, string path)
    {
        var parts = path.Split('?')[0].Split('/');
        var found = Operations
            .Where(each => each.Method == method && Fits(each.Path.Split('/'), parts))
            .OrderBy(each => each.Path.Contains('{'))
            .ToList();
        return found.Count == 0 ? null : (found[0].Id, document["paths"]![found[0].Path]![method.ToLowerInvariant()]!.AsObject());
    }

    /// <summary>What is wrong with an answer; empty where nothing is.</summary>
    public IEnumerable<string> Check(JsonObject operation, int status, MediaTypeHeaderValue? type, string content)
    {
        var response = operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (response is null)
        {
            return [$"the status {status} is not described"];
        }

        var schema = response["content"]?[type?.MediaType ?? ""]?["schema"];
        return schema is null ? [$"{type?.MediaType} is not described for {status}"]
            : type!.MediaType!.EndsWith("json", StringComparison.Ordinal) ? Check(schema, JsonNode.Parse(content), "$")
            : [];
    }

    /// <summary>Members that a schema does not have are as wrong as those of another type.</summary>
    public IEnumerable<string> Check(JsonNode schema, JsonNode? value, string at)
    {
        schema = Resolve(schema);
        var alternatives = schema["anyOf"] ?? schema["oneOf"];
        if (alternatives is not null)
        {
            return alternatives.AsArray().Any(each => !Check(each!, value, at).Any())
                ? []
                : [$"{at} is none of its alternatives: {value?.ToJsonString()}"];
        }

        if (schema["type"] is { } types && !TypesOf(types).Any(type => IsOf(type, value)))
        {
            return [$"{at} is {value?.ToJsonString() ?? "null"} and not {types.ToJsonString()}"];
        }

        if (schema["enum"] is JsonArray values && value is not null && !values.Any(each => JsonNode.DeepEquals(each, value)))
        {
            return [$"{at} is {value.ToJsonString()} and none of {values.ToJsonString()}"];
        }

        return value switch
        {
            JsonArray array when schema["items"] is { } items => array.SelectMany((each, index) => Check(items, each, $"{at}[{index}]")),
            JsonObject members when schema["properties"] is JsonObject known =>
            [
                .. (schema["required"]?.AsArray() ?? [])
                    .Select(each => each!.GetValue<string>())
                    .Where(name => !members.ContainsKey(name))
                    .Select(name => $"{at}.{name} is missing"),
                .. members.SelectMany(member =>
                    known[member.Key] is { } its ? Check(its, member.Value, $"{at}.{member.Key}") : [$"{at}.{member.Key} is not described"]
                ),
            ],
            _ => [],
        };
    }

    private JsonNode Resolve(JsonNode schema)
    {
        while (schema is JsonObject && schema["$ref"] is { } reference)
        {
            schema = reference.GetValue<string>().TrimStart('#', '/').Split('/').Aggregate((JsonNode)document, (node, part) => node[part]!);
        }

        return schema;
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static IEnumerable<string> TypesOf(JsonNode types) =>
        types is JsonArray several ? several.Select(each => each!.GetValue<string>()) : [types.GetValue<string>()];

    private static bool IsOf(string type, JsonNode? value) =>
        (type, value?.GetValueKind()) switch
        {
            ("null", null or JsonValueKind.Null) => true,
            ("string", JsonValueKind.String) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
            ("array", JsonValueKind.Array) => true,
            ("object", JsonValueKind.Object) => true,
            _ => false,
        };
}
