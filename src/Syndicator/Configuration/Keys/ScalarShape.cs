using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>How JSON and YAML's core schema see a single value.</summary>
internal enum ScalarType
{
    String,
    Boolean,
    Integer,
    Number,
}

/// <summary>A single value: a text, a number, a duration.</summary>
/// <param name="What">With an article: <c>a duration</c>.</param>
/// <param name="Sample">As it would be written.</param>
/// <param name="Parse">Text to value or problem. The problem's message begins with <c>{0}</c>, where the name goes.</param>
internal sealed record ScalarShape(string What, string Sample, Func<string, Parsed> Parse) : Shape
{
    public override string What { get; } = What;
    public override string Sample { get; } = Sample;
    public ScalarType Type { get; init; } = ScalarType.String;

    /// <summary>For the JSON Schema, as ECMA 262 has it; null when no pattern says it.</summary>
    public string? Pattern { get; init; }

    /// <summary>For the JSON Schema: <c>uri</c>, <c>date</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The only values allowed; null: others too.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Smallest and largest number.</summary>
    public (decimal Smallest, decimal Largest)? Range { get; init; }

    public override object? Read(YamlValue value, string name, Findings findings)
    {
        if (value is not YamlText text || text.IsEmpty)
        {
            return Refuse(value, name, findings);
        }

        if (Type != ScalarType.String && !text.IsPlain)
        {
            return Refuse(value, name, findings, "Remove the quotation marks.");
        }

        var parsed = Parse(text.Text);
        if (parsed.Problem is { } problem)
        {
            findings.Error(problem with { Message = problem.Message.Replace("{0}", name, StringComparison.Ordinal) }, text.Place);
            return null;
        }

        if (Type == ScalarType.String && text.IsPlain && YamlCore.IsNoString(text.Text))
        {
            var remedy = Choices is null ? "Put it in quotation marks." : null;
            findings.Error(
                new Problem("wrong-type", $"{name} must be {What}, but YAML reads this as a number or truth value.", remedy),
                text.Place
            );
            return null;
        }

        return parsed.Value;
    }

    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = Type.ToString().ToLowerInvariant() };
        if (Pattern is not null)
        {
            schema["pattern"] = Pattern;
        }

        if (Format is not null)
        {
            schema["format"] = Format;
        }

        if (Choices is not null)
        {
            schema["enum"] = new JsonArray([.. Choices.Select(choice => JsonValue.Create(choice))]);
        }

        if (Range is { } range)
        {
            schema["minimum"] = range.Smallest;
            schema["maximum"] = range.Largest;
        }

        return schema;
    }
}

/// <summary>What a text turned out to be: a value, or what is wrong with it.</summary>
internal readonly record struct Parsed(object? Value, Problem? Problem)
{
    public static Parsed Good(object value) => new(value, null);

    public static Parsed Bad(string code, string message, string? remedy = null) => new(null, new Problem(code, message, remedy));
}

/// <summary>YAML's core schema (YAML 1.2.2 section 10.3.2).</summary>
internal static partial class YamlCore
{
    /// <summary>Whether an editor that follows the core schema takes this plain value for a number or truth value.</summary>
    public static bool IsNoString(string plain) => NumberOrTruth().IsMatch(plain);

    [GeneratedRegex(
        @"^(?:true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex NumberOrTruth();
}
