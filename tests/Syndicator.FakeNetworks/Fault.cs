using System.Text.Json.Serialization;

namespace Syndicator.FakeNetworks;

/// <summary>Something that goes wrong with a request, on command.</summary>
/// <param name="Kind">What happens to the answer.</param>
/// <param name="After">Whether the request is carried out first: the post is there, and nobody learns of it.</param>
/// <param name="Method">Which requests; null: all.</param>
/// <param name="Path">How their paths begin; null: all.</param>
/// <param name="Status">For <see cref="FaultKind.Status"/> and those with a body.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="Body">As it is; JSON where it begins with a brace. Null: none, or half of the real one where that is what goes wrong.</param>
/// <param name="Times">How many requests it happens to; then it is over.</param>
/// <param name="Length">Of <see cref="FaultKind.Hang"/>; null: two minutes.</param>
public sealed record Fault(
    FaultKind Kind,
    bool After = false,
    string? Method = null,
    string? Path = null,
    int Status = 500,
    IReadOnlyDictionary<string, string>? Headers = null,
    string? Body = null,
    int Times = 1,
    TimeSpan? Length = null
);

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>A status with its headers and body.</summary>
    Status,

    /// <summary>The connection is cut without an answer.</summary>
    Drop,

    /// <summary>No answer for a long time.</summary>
    Hang,

    /// <summary>The headers come, and half a body.</summary>
    Truncate,

    /// <summary>A body of 100 MB.</summary>
    Huge,

    /// <summary>A body that never ends.</summary>
    Endless,
}
