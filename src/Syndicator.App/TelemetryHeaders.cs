using Syndicator.Configuration;

namespace Syndicator.App;

/// <summary>What a receiver of telemetry is sent with every request, most often a token: named in the settings, never written there.</summary>
internal static class TelemetryHeaders
{
    private static readonly SecretResolver s_outside = new(Environment.GetEnvironmentVariable);

    /// <param name="section">Names with references to secrets, which are stronger than <paramref name="variable"/>.</param>
    /// <param name="variable">OpenTelemetry's own form, <c>name=value,name=value</c>; values are written as in addresses.</param>
    public static IReadOnlyDictionary<string, Secret> Read(
        IConfigurationSection section,
        string? variable,
        string variableName,
        List<string> mistakes
    )
    {
        var headers = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (variable ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=');
            Add(
                headers,
                at > 0 ? part[..at].Trim() : "",
                at > 0 ? Uri.UnescapeDataString(part[(at + 1)..].Trim()) : "",
                variableName,
                mistakes
            );
        }

        if (section.Value is { Length: > 0 })
        {
            mistakes.Add($"{section.Path} is a section with a key for each header, such as \"Authorization\": \"env:TELEMETRY_TOKEN\".");
        }

        foreach (var header in section.GetChildren())
        {
            if (ValueOf(header, mistakes) is { } value)
            {
                Add(headers, header.Key, value, header.Path, mistakes);
            }
        }

        return headers;
    }

    /// <summary>Null when it cannot be had; the text is not repeated, since it may be the secret.</summary>
    private static string? ValueOf(IConfigurationSection header, List<string> mistakes)
    {
        if (SecretReference.Parse(header.Value?.Trim() ?? "") is not { Place: not SecretPlace.Store } reference)
        {
            mistakes.Add(
                $"{header.Path} must say where its value is. Write `env:NAME` or `file:/path`, and replace the value if this file was shared."
            );
            return null;
        }

        var (secret, problem) = s_outside.Resolve(reference);
        if (problem is not null)
        {
            mistakes.Add($"{header.Path}: {problem.Message} {problem.Remedy}");
        }

        return secret?.Reveal().Trim();
    }

    private static void Add(Dictionary<string, Secret> headers, string name, string value, string place, List<string> mistakes)
    {
        if (
            name.Length > 0
            && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.')
            && !name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
            && value.Length > 0
            && value.All(sign => sign is >= ' ' and <= '~')
        )
        {
            headers[name] = new Secret(value);
        }
        else
        {
            mistakes.Add(
                $"{place} holds what cannot be sent as a header. Its name has letters, digits and hyphens, its value is one line of ASCII."
            );
        }
    }
}
