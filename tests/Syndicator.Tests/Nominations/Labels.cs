using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Tests.Nominations;

/// <summary>The labelled mentions of <c>Labelled/README.md</c>.</summary>
internal static class Labels
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static IReadOnlyList<Label> All { get; } = [.. Files().SelectMany(Read)];

    private static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Path.Combine(Shared.Repository, "tests", "Syndicator.Tests", "Nominations", "Labelled"), "*.jsonl")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<Label> Read(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            yield return Parse(line, $"{Path.GetFileName(file)}({number})");
        }
    }

    private static Label Parse(string line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<Label>(line, s_options) ?? throw new JsonException("nothing");
        }
        catch (JsonException problem)
        {
            throw new InvalidOperationException($"{place}: {problem.Message}", problem);
        }
    }
}

/// <summary>A mention and what it should become.</summary>
/// <param name="Open">Whether the rules leave another reading.</param>
internal sealed record Label(
    string Id,
    string Network,
    LabelledPost Post,
    Expectation Expect,
    string Why,
    LabelledPost? Parent = null,
    LabelledPost? Quoted = null,
    bool InReplyToInvitation = false,
    bool Open = false
)
{
    public override string ToString() => Id;
}

/// <summary>What a mention becomes: as labelled, or as it was recognised.</summary>
/// <param name="Kind">Of its first nominee; <c>endorsement</c>, <c>unsorted</c> or <c>nothing</c>.</param>
/// <param name="Kinds">Only where it carries more than one.</param>
internal sealed record Expectation(
    string Kind,
    IReadOnlyList<LabelledNominee> Nominees,
    bool SelfSuggestion,
    bool Quotable,
    IReadOnlyList<string>? Kinds = null
)
{
    /// <summary>Every kind it carries.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> AllKinds => Kinds ?? [Kind];
}

/// <param name="Kind"><c>crate</c>, <c>quote</c>, <c>link</c> or <c>call</c>.</param>
internal sealed record LabelledNominee(
    string Kind,
    string? Name = null,
    string? Url = null,
    string? Text = null,
    string? Speaker = null,
    string? Source = null
);
