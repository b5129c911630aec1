using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>What X says is wrong, in whichever of its forms (https://docs.x.com/x-api/fundamentals/response-codes-and-errors).</summary>
/// <param name="Kind">The last segment of its type; empty: it has none.</param>
/// <param name="Words">Title, detail and messages, for people; one short line without control characters.</param>
/// <param name="Codes">Of the old form.</param>
internal sealed record XProblem(string Kind, string Words, IReadOnlyList<string> Codes, string? Period, string? ResetDate)
{
    /// <summary>Null when the body says nothing that can be read.</summary>
    /// <param name="hide">Before they are cut: half a secret is one too.</param>
    public static XProblem? Of(WireAnswer.Received received, Func<string, string> hide)
    {
        if (!received.IsJson)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(received.Body, XJson.Default.XProblemBody) is { } body ? Of(body, hide) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Says(string words) => Words.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>https://api.twitter.com/2/problems/usage-capped</c> and the same on another host are one.</summary>
    public static string LastSegment(string? type) => type is null ? "" : type[(type.LastIndexOf('/') + 1)..];

    private static XProblem Of(XProblemBody body, Func<string, string> hide)
    {
        var entries = body.Errors ?? [];
        var words = entries.Select(entry => entry?.Message).Prepend(body.Detail).Prepend(body.Title).Append(body.Reason);
        return new XProblem(
            LastSegment(body.Type),
            OneLine(hide(string.Join(" / ", words.Where(word => !string.IsNullOrWhiteSpace(word)).Distinct(StringComparer.Ordinal)))),
            [.. entries.Select(entry => entry?.Code).OfType<string>()],
            body.Period,
            body.ResetDate is { Length: > 0 and <= 40 } date ? OneLine(hide(date)) : null
        );
    }

    /// <summary>Somebody else's words, fit for a message.</summary>
    public static string OneLine(string words) => Syndicator.OneLine.Of(words).Trim();
}
