using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Time zones by their IANA names: <c>America/New_York</c>, <c>UTC</c>.</summary>
internal static class Zone
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(IanaName).OfType<string>().Append("UTC").Distinct(StringComparer.Ordinal)]
    );

    public static ScalarShape Shape { get; } = new("an IANA time zone", "America/New_York", Parse);

    public static Parsed Parse(string text)
    {
        if (
            text.Length is > 0 and < 64
            && !text.Contains("..")
            && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            && zone.HasIanaId
        )
        {
            return Parsed.Good(zone);
        }

        return Parsed.Bad("bad-zone", $"{{0}} names no IANA time zone: `{Shown.Briefly(text)}`.", Remedy(text));
    }

    private static string Remedy(string text)
    {
        var named = TimeZoneInfo.TryConvertWindowsIdToIanaId(text, out var iana) ? iana : Nearest.To(text, Known.Value) ?? ByCity(text);
        return named is null ? "Write a name such as `Europe/Berlin`, `America/New_York` or `UTC`." : $"Did you mean `{named}`?";
    }

    /// <summary>People write the city alone: <c>Berlin</c>, <c>New York</c>.</summary>
    private static string? ByCity(string text)
    {
        var city = text.Replace(' ', '_');
        return Known.Value.FirstOrDefault(name => name.EndsWith("/" + city, StringComparison.OrdinalIgnoreCase));
    }

    private static string? IanaName(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana
        : null;
}
