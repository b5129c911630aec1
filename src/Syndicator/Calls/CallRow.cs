using System.Globalization;
using System.Text.Json;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>A row of the table <c>calls</c>: the one place that flattens a call and builds it again.</summary>
internal sealed class CallRow
{
    public string Id { get; set; } = "";
    public string Publication { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Identity { get; set; } = "";
    public long Edition { get; set; }
    public string Printed { get; set; } = "";
    public string? Correction { get; set; }
    public string FirstIssue { get; set; } = "";
    public string LastIssue { get; set; } = "";
    public string LastDay { get; set; } = "";
    public DateTimeOffset? ClosesAt { get; set; }
    public long IsArchived { get; set; }
    public string? Contradiction { get; set; }
    public string? Decision { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public long Version { get; set; }

    public static CallRow From(Call call, DateTimeOffset at) =>
        new()
        {
            Id = call.Id.ToString(),
            Publication = call.Publication,
            Kind = Name(call.Kind),
            Identity = call.Identity,
            Edition = call.Edition,
            Printed = JsonSerializer.Serialize(call.Printed, CallJson.Default.CallText),
            Correction = call.Correction is { } correction ? JsonSerializer.Serialize(correction, CallJson.Default.CallCorrection) : null,
            FirstIssue = JsonSerializer.Serialize(call.FirstIssue, CallJson.Default.CallIssue),
            LastIssue = JsonSerializer.Serialize(call.LastIssue, CallJson.Default.CallIssue),
            LastDay = call.LastIssue.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ClosesAt = (call.Text.Closing as Closing.At)?.Instant,
            IsArchived = call.IsArchived ? 1 : 0,
            Contradiction = call.Contradiction,
            Decision = call.Decision is { } decision ? JsonSerializer.Serialize(decision, CallJson.Default.CallDecision) : null,
            CreatedAt = at,
            UpdatedAt = at,
            Version = call.Version,
        };

    /// <summary>In the order of <see cref="CallTable"/>'s columns.</summary>
    public object?[] Values =>
        [
            Id,
            Publication,
            Kind,
            Identity,
            Edition,
            Printed,
            OrNull(Correction),
            FirstIssue,
            LastIssue,
            LastDay,
            OrNull(ClosesAt?.ToUnixTimeMilliseconds()),
            IsArchived,
            OrNull(Contradiction),
            OrNull(Decision),
            CreatedAt.ToUnixTimeMilliseconds(),
            UpdatedAt.ToUnixTimeMilliseconds(),
            Version,
        ];

    public Call ToCall() =>
        new()
        {
            Id = CallId.Parse(Id),
            Publication = Publication,
            Kind = ParseKind(Kind),
            Identity = Identity,
            Edition = (int)Edition,
            Printed = JsonSerializer.Deserialize(Printed, CallJson.Default.CallText)!,
            Correction = Correction is null ? null : JsonSerializer.Deserialize(Correction, CallJson.Default.CallCorrection),
            FirstIssue = JsonSerializer.Deserialize(FirstIssue, CallJson.Default.CallIssue)!,
            LastIssue = JsonSerializer.Deserialize(LastIssue, CallJson.Default.CallIssue)!,
            IsArchived = IsArchived != 0,
            Contradiction = Contradiction,
            Decision = Decision is null ? null : JsonSerializer.Deserialize(Decision, CallJson.Default.CallDecision),
            Version = Version,
        };

    /// <summary>As stored and shown: <c>project</c>.</summary>
    public static string Name(CallKind kind) => kind == CallKind.Project ? "project" : "event";

    private static object OrNull(object? value) => value ?? DBNull.Value;

    private static CallKind ParseKind(string name) =>
        name switch
        {
            "project" => CallKind.Project,
            "event" => CallKind.Event,
            _ => throw new InvalidOperationException($"no kind of call is named {name}"),
        };
}
