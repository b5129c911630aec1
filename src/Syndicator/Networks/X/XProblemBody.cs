using System.Text.Json.Serialization;

namespace Syndicator.Networks.X;

/// <summary>X's several forms of saying what is wrong, in one.</summary>
internal sealed record XProblemBody
{
    [JsonConverter(typeof(XText))]
    public string? Type { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Title { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Detail { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Reason { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Period { get; init; }

    [JsonConverter(typeof(XText))]
    public string? ResetDate { get; init; }

    [JsonConverter(typeof(XLenient<List<XProblemEntry>>))]
    public List<XProblemEntry>? Errors { get; init; }
}

internal sealed record XProblemEntry(
    [property: JsonConverter(typeof(XText))] string? Code,
    [property: JsonConverter(typeof(XText))] string? Message,
    [property: JsonConverter(typeof(XText))] string? Type,
    [property: JsonConverter(typeof(XText))] string? ResourceId,
    [property: JsonConverter(typeof(XText))] string? Value
)
{
    public string Kind => XProblem.LastSegment(Type);
}

/// <summary>The answer of the token endpoint, good or bad.</summary>
internal sealed record XToken
{
    [JsonConverter(typeof(XText))]
    public string? AccessToken { get; init; }

    [JsonConverter(typeof(XText))]
    public string? RefreshToken { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Scope { get; init; }

    [JsonConverter(typeof(XLenientValue<int>))]
    public int? ExpiresIn { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Error { get; init; }

    [JsonConverter(typeof(XText))]
    public string? ErrorDescription { get; init; }

    public override string ToString() => "(secret)";
}
