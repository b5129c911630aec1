namespace Syndicator.App;

/// <summary>The host's settings as the program began with them. Files that changed since are read to say what does not hold yet; nothing of it is taken up.</summary>
internal sealed class KnownSettings(ILogger log)
{
    private readonly Dictionary<string, string?> _began = Read(SyndicatorHost.ReadSettings());
    private string _seen = Seen();

    /// <summary>Says by name, never by value, what changed since the last look.</summary>
    public void Look()
    {
        var seen = Seen();
        if (seen == _seen)
        {
            return;
        }

        _seen = seen;
        try
        {
            Say(Read(SyndicatorHost.ReadSettings()));
        }
        catch (HostProblemException problem)
        {
            log.LogWarning("{Problem} It would hinder the next start", problem.Message);
        }
    }

    private void Say(Dictionary<string, string?> now)
    {
        var others = now
            .Keys.Union(_began.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(key => now.GetValueOrDefault(key) != _began.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (others.Count > 0)
        {
            log.LogWarning("Settings of the host changed and hold from the next start: {Settings}", string.Join(", ", others));
        }
        else
        {
            log.LogInformation("The settings of the host are those that the program began with");
        }
    }

    private static Dictionary<string, string?> Read(IConfiguration settings) =>
        settings.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Size and last change of the files.</summary>
    private static string Seen() =>
        string.Join(
            ' ',
            SyndicatorHost
                .SettingsFiles.Select(file => new FileInfo(file))
                .Select(file => file.Exists ? $"{file.Length}-{file.LastWriteTimeUtc.Ticks}" : "none")
        );
}
