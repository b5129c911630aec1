using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration.Keys;

/// <summary>The values of one group of keys, as far as they are right; a key that is absent has its default.</summary>
internal sealed record Settings(YamlPlace Place, IReadOnlyList<Setting> All)
{
    /// <summary>Null when it is absent without default, or wrong.</summary>
    public T? Find<T>(string key)
        where T : class => Of(key)?.Value as T;

    /// <summary>Null when it is absent without default, or wrong.</summary>
    public T? FindValue<T>(string key)
        where T : struct => Of(key)?.Value is T value ? value : null;

    /// <summary>For files without a mistake, where required keys and those with a default cannot be absent.</summary>
    public T Get<T>(string key) => (T)Of(key)!.Value!;

    public IReadOnlyList<T> List<T>(string key) => Find<List<object>>(key) is { } list ? [.. list.OfType<T>()] : [];

    /// <summary>Where its value stands; null when it is absent.</summary>
    public YamlPlace? PlaceOf(string key) => Of(key)?.Place;

    private Setting? Of(string key) => All.FirstOrDefault(setting => setting.Key == key);
}

/// <param name="Place">Of the value as written; null when it is absent.</param>
/// <param name="Value">What it means; null when it is wrong or absent without default.</param>
internal sealed record Setting(string Key, YamlPlace? Place, object? Value);
