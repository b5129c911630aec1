using System.Text.Json;
using System.Text.RegularExpressions;
using Syndicator.FakeNetworks;

namespace Syndicator.Tests.Networks.X;

/// <summary>What we send, against X's published description.</summary>
public class XSchemaTests
{
    [Fact]
    public async Task Every_request_is_one_that_the_published_description_has()
    {
        var description = SharedVectors.Read(Shared.Need("conformance", "x-openapi", "openapi.json"));
        await using var stand = await XStand.OpenAsync();
        await XTour.TakeAsync(stand.Network, stand.Server);

        // Asked once in the other vocabulary, before the server said that it does not know it.
        var known = stand.Server.Seen.Where(request => !request.Path.Contains("tweet.fields", StringComparison.Ordinal)).ToList();

        known.Select(request => request.Method + request.Path.Split('?')[0]).Distinct().Count().ShouldBe(10);
        known.SelectMany(request => Violations(description, request)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"text":"a","reply":null}""")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"text":"a","unheard_of":1}""")]
    [InlineData("""{"text":"a","reply":{"in_reply_to_tweet_id":"abc"}}""")]
    [InlineData("""{"text":"a","reply":{}}""")]
    public void A_body_that_breaks_the_description_is_seen(string body)
    {
        var description = SharedVectors.Read(Shared.Need("conformance", "x-openapi", "openapi.json"));

        Violations(description, new FakeRequest("POST", "/2/tweets", new Dictionary<string, string>(), body)).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Violations(JsonElement description, FakeRequest request)
    {
        var path = request.Path.Split('?')[0];
        var template = description
            .GetProperty("paths")
            .EnumerateObject()
            .Where(candidate => Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(candidate.Name), @"\\\{[^}]*}", "[^/]+") + "$"))
            .OrderBy(candidate => candidate.Name.Count(c => c == '{'))
            .Select(candidate => candidate.Value)
            .FirstOrDefault();
        if (template.ValueKind == JsonValueKind.Undefined || !template.TryGetProperty(request.Method.ToLowerInvariant(), out var operation))
        {
            return [$"{request.Method} {path} is not described"];
        }

        return Query(description, request, operation).Concat(Body(description, request, operation));
    }

    private static IEnumerable<string> Query(JsonElement description, FakeRequest request, JsonElement operation)
    {
        var known = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Select(parameter => Resolve(description, parameter)).ToList()
            : [];
        var sent = request.Path.Contains('?', StringComparison.Ordinal) ? request.Path.Split('?')[1].Split('&') : [];
        foreach (var (name, value) in sent.Select(pair => (pair.Split('=')[0], Uri.UnescapeDataString(pair.Split('=')[1]))))
        {
            var parameter = known.Find(candidate => candidate.GetProperty("name").GetString() == name);
            if (parameter.ValueKind == JsonValueKind.Undefined)
            {
                yield return $"{request.Path}: no parameter {name}";
                continue;
            }

            var schema = Resolve(description, parameter.GetProperty("schema"));
            if (schema.TryGetProperty("items", out var items) && Resolve(description, items).TryGetProperty("enum", out var allowed))
            {
                foreach (var item in value.Split(',').Where(item => allowed.EnumerateArray().All(choice => choice.GetString() != item)))
                {
                    yield return $"{request.Path}: {name} has no {item}";
                }
            }
        }
    }

    private static IEnumerable<string> Body(JsonElement description, FakeRequest request, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            return request.Body.Length == 0 ? [] : [$"{request.Path} takes no body"];
        }

        var content = Resolve(description, body).GetProperty("content");
        if (!request.Body.StartsWith('{'))
        {
            var schema = Resolve(description, content.GetProperty("multipart/form-data").GetProperty("schema"));
            return Regex
                .Matches(request.Body, "Content-Disposition: form-data; name=\"?([a-z_]+)")
                .Select(match => match.Groups[1].Value)
                .Where(name => !schema.GetProperty("properties").TryGetProperty(name, out _))
                .Select(name => $"{request.Path}: no field {name}");
        }

        using var document = JsonDocument.Parse(request.Body);
        return [.. Schema(description, content.GetProperty("application/json").GetProperty("schema"), document.RootElement, "$")];
    }

    private static IEnumerable<string> Schema(JsonElement description, JsonElement reference, JsonElement value, string at)
    {
        var schema = Resolve(description, reference);
        var type = schema.TryGetProperty("type", out var stated) ? stated.GetString() : null;
        var isOfType = type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "string" => value.ValueKind == JsonValueKind.String,
            "array" => value.ValueKind == JsonValueKind.Array,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
        if (!isOfType)
        {
            return [$"{at} is no {type}"];
        }

        var own =
            schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)
                ? [$"{at} does not match {pattern}"]
                : Array.Empty<string>();
        return own.Concat(
            value.ValueKind switch
            {
                JsonValueKind.Object => Members(description, schema, value, at),
                JsonValueKind.Array => value
                    .EnumerateArray()
                    .SelectMany(item => Schema(description, schema.GetProperty("items"), item, at + "[]")),
                _ => [],
            }
        );
    }

    private static IEnumerable<string> Members(JsonElement description, JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
            {
                foreach (var violation in Schema(description, known, member.Value, $"{at}.{member.Name}"))
                {
                    yield return violation;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False)
            {
                yield return $"{at}.{member.Name} is not described";
            }
        }
    }

    private static JsonElement Resolve(JsonElement description, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference)
            ? Resolve(description, reference.GetString()!.Split('/').Skip(1).Aggregate(description, (at, name) => at.GetProperty(name)))
            : element;
}
