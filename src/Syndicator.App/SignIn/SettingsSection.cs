using Syndicator.Configuration;

namespace Syndicator.App.SignIn;

/// <summary>Reads a section of the settings and gathers what is wrong with it.</summary>
internal sealed class SettingsSection(IConfigurationSection section, List<string> mistakes)
{
    public IReadOnlyList<string> Mistakes => mistakes;

    /// <param name="key">Empty: the section itself.</param>
    /// <param name="what">Goes on after the key's name.</param>
    public void Mistake(string key, string what) => mistakes.Add($"{(key.Length == 0 ? section.Path : $"{section.Path}:{key}")} {what}");

    /// <summary>Any other key is a mistake, most likely of typing.</summary>
    public void Only(IReadOnlyCollection<string> keys)
    {
        foreach (var child in section.GetChildren().Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            Mistake(child.Key, $"is not known. {Nearest.Remedy(child.Key, keys)}");
        }
    }

    /// <summary>Null where nothing is said.</summary>
    public string? Text(string key)
    {
        if (section.GetSection(key).GetChildren().Any())
        {
            Mistake(key, "must be a single text.");
        }

        return section[key]?.Trim() is { Length: > 0 } text ? text : null;
    }

    public string Needed(string key, string sample)
    {
        if (Text(key) is { } text)
        {
            return text;
        }

        Mistake(key, $"is missing. Write e.g. `{sample}`.");
        return "";
    }

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is not null && !bool.TryParse(text, out _))
        {
            Mistake(key, $"is `{text}`. Write true or false.");
        }

        return bool.TryParse(text, out var flag) && flag;
    }

    public IReadOnlyList<string> List(string key)
    {
        var child = section.GetSection(key);
        if (child.Value is { Length: > 0 })
        {
            Mistake(key, "must be a list: [\"…\"], or in the environment one variable for each, which ends in __0, __1.");
        }

        return [.. child.GetChildren().Select(each => each.Value?.Trim() ?? "").Where(text => text.Length > 0)];
    }

    public IEnumerable<SettingsSection> Sections(string key) =>
        section.GetSection(key).GetChildren().Select(child => new SettingsSection(child, mistakes));

    /// <summary>Null when there is none such.</summary>
    public SettingsSection? Inner(string key) =>
        section.GetSection(key) is var inner && inner.Exists() ? new SettingsSection(inner, mistakes) : null;
}
