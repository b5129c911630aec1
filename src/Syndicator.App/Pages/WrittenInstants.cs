using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.App.Pages;

/// <summary>Finds the instants in a message that logs and webhooks get as well (<c>2026-11-18 15:15 -05:00</c>), so that the desk can write them in its own form.</summary>
public static partial class WrittenInstants
{
    private const string Form = "yyyy-MM-dd HH:mm zzz";

    /// <returns>The whole text in pieces, in order; an instant where a piece is one.</returns>
    public static IEnumerable<(string Text, DateTimeOffset? At)> Of(string text)
    {
        var end = 0;
        foreach (Match match in Instant().Matches(text))
        {
            if (DateTimeOffset.TryParseExact(match.Value, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            {
                yield return (text[end..match.Index], null);
                yield return (match.Value, at);
                end = match.Index + match.Length;
            }
        }

        yield return (text[end..], null);
    }

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} [+-][0-9]{2}:[0-9]{2}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Instant();
}
