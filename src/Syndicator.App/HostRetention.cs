using Syndicator.App.SignIn;
using Syndicator.Configuration.Values;
using Syndicator.Forgetting;

namespace Syndicator.App;

/// <summary>Section <c>Retention</c> of <c>appsettings.json</c> and the environment (<c>Retention__Words</c>): a duration, or <c>forever</c>.</summary>
internal static class HostRetention
{
    private const string Forever = "forever";

    private static readonly string[] s_keys = ["Words", "Growth", "Alarms"];

    /// <exception cref="HostProblemException">Anything is wrong with it; all of it is said.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        var mistakes = new List<string>();
        var read = new SettingsSection(configuration.GetSection(RetentionOptions.Section), mistakes);
        read.Only(s_keys);
        var defaults = new RetentionOptions();
        var options = new RetentionOptions
        {
            Words = Span(read, "Words", defaults.Words),
            Growth = Span(read, "Growth", defaults.Growth),
            Alarms = Span(read, "Alarms", defaults.Alarms),
        };
        return mistakes.Count == 0 ? options : throw new HostProblemException(string.Join(Environment.NewLine, mistakes));
    }

    private static TimeSpan? Span(SettingsSection read, string key, TimeSpan? otherwise)
    {
        if (read.Text(key) is not { } text)
        {
            return otherwise;
        }

        if (text == Forever)
        {
            return null;
        }

        if (Duration.Parse(text).Value is TimeSpan span && span >= RetentionOptions.Shortest)
        {
            return span;
        }

        read.Mistake(
            key,
            FormattableString.Invariant(
                $"is `{OneLine.Of(text, 40)}`. Write a duration of at least {RetentionOptions.Shortest.TotalDays:0}d, such as 365d, or {Forever}."
            )
        );
        return otherwise;
    }
}
