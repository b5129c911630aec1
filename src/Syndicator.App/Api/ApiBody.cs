using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Syndicator.Configuration;

namespace Syndicator.App.Api;

/// <summary>What is sent to the interface: one JSON object, of which every member is known.</summary>
internal static class ApiBody
{
    /// <summary>Member names are exact, nothing is there twice, and what must be there is.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        MaxDepth = Deepest,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private const int Deepest = 8;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var (bytes, problem) = await ReadBytesAsync(request, cancellationToken);
        if (bytes is null)
        {
            return (null, problem);
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, s_strict);
            return ProblemOf<T>(document.RootElement) is { } found ? (null, found) : (document.Deserialize<T>(Options), null);
        }
        catch (JsonException unreadable)
        {
            return (
                null,
                ApiProblem.BadRequest("unreadable-json", $"The body is no JSON that this takes, {PlaceOf(unreadable)}. Nothing was done.")
            );
        }
    }

    /// <summary>An empty object where nothing is sent.</summary>
    private static async Task<(byte[]? Bytes, ApiProblem? Problem)> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            return ("{}"u8.ToArray(), null);
        }

        if (!IsJson(request))
        {
            return (
                null,
                new ApiProblem(
                    StatusCodes.Status415UnsupportedMediaType,
                    "not-json",
                    "This takes JSON",
                    "Send the body as it is, in UTF-8, with `Content-Type: application/json`."
                )
            );
        }

        try
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes, cancellationToken);
            return bytes.Length == 0 ? ("{}"u8.ToArray(), null)
                : Utf8.IsValid(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) ? (bytes.ToArray(), null)
                : (null, ApiProblem.BadRequest("unreadable-json", "The body is not UTF-8. Nothing was done."));
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (
                null,
                new ApiProblem(broken.StatusCode, "too-large", "That is too much", "A body has at most 64 KiB. Nothing was done.")
            );
        }
        catch (BadHttpRequestException)
        {
            return (null, ApiProblem.BadRequest("unreadable-json", "The body ended too early. Nothing was done."));
        }
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && request.Headers.ContentEncoding.Count == 0
        && request.GetTypedHeaders().ContentType!.Charset.Value is null or "" or "utf-8" or "UTF-8";

    private static ApiProblem? ProblemOf<T>(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ApiProblem.BadRequest("unreadable-json", "The body is no JSON object: it begins with { and ends with }.");
        }

        var known = Options.GetTypeInfo(typeof(T)).Properties;
        foreach (var member in root.EnumerateObject())
        {
            if (NameOf(member) is not { } name || known.All(each => each.Name != name))
            {
                var written = NameOf(member) ?? "";
                return ApiProblem.BadRequest(
                    "unknown-member",
                    $"There is no member `{OneLine.Of(written, 60)}`. {Nearest.Remedy(written, [.. known.Select(each => each.Name)])}"
                );
            }

            if (!IsText(member.Value))
            {
                return ApiProblem.BadRequest("bad-member", $"The member `{name}` has something in it that is no character of a text.");
            }
        }

        return known.FirstOrDefault(each => each.IsRequired && !root.TryGetProperty(each.Name, out _)) is { } missing
            ? ApiProblem.BadRequest("missing-member", $"The member `{missing.Name}` is missing.")
            : null;
    }

    /// <summary>Null where it is no text at all.</summary>
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Half a character (<c>\ud83d</c>) is none, and no database keeps U+0000.</summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => !value.GetString()!.Contains('\0', StringComparison.Ordinal),
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary><c>at line 3, byte 14</c>; of a member that is of the wrong kind its name.</summary>
    private static string PlaceOf(JsonException problem) =>
        problem.Path is { Length: > 1 } path
            ? $"at `{OneLine.Of(path.TrimStart('$', '.'), 60)}`, which is of another kind or has another value than it may"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"at line {(problem.LineNumber ?? 0) + 1}, byte {(problem.BytePositionInLine ?? 0) + 1}"
            );
}
