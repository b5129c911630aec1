using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Networks;

/// <summary>What a browser brings back from a network's page (https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2): a code, or why there is none.</summary>
internal sealed record BrowserAnswer(string? Code, string? Refusal)
{
    private const int LongestCode = 2000;

    /// <summary>A value that nobody can guess: an answer without it belongs to somebody else's log-in.</summary>
    public static string NewState() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The answer in an address's query; null when it is none to this log-in.</summary>
    public static BrowserAnswer? Read(string query, string state)
    {
        var fields = query
            .TrimStart('?')
            .Split('&')
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], pair => Unescape(pair[1]), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        if (!IsSame(fields.GetValueOrDefault("state") ?? "", state))
        {
            return null;
        }

        return fields.GetValueOrDefault("code") is { Length: > 0 and <= LongestCode } code
            ? new BrowserAnswer(code, null)
            : new BrowserAnswer(
                null,
                OneLine.Of(fields.GetValueOrDefault("error_description") ?? fields.GetValueOrDefault("error") ?? "no code came")
            );
    }

    /// <summary>Never the code: records show their members.</summary>
    public override string ToString() => "(answer)";

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
