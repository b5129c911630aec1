using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Syndicator.Forgetting;
using Syndicator.Publishing;
using Syndicator.Scheduling;
using Syndicator.Storage;

namespace Syndicator.App;

/// <summary>What belongs to the host, from <c>appsettings.json</c> and the environment (<c>Storage__Folder</c>). Durations as in publications: <c>30s</c>, <c>2m</c>.</summary>
/// <param name="DataFolder">Absolute; SQLite's file and the dry-run ledgers.</param>
/// <param name="KeyFolder">Absolute; what secrets are encrypted with.</param>
internal sealed record HostSettings(
    string DataFolder,
    string KeyFolder,
    StorageOptions Storage,
    DeliveryOptions Delivery,
    SchedulingOptions Scheduling,
    RetentionOptions Retention
)
{
    /// <summary>The name of SQLite's file in the data folder.</summary>
    public const string StoreFile = "syndicator.db";

    /// <exception cref="HostProblemException">A value cannot be read, or contradicts another.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var folder = DataFolderOf(configuration);
        var storage = new StorageOptions { File = Path.Combine(folder, StoreFile), PostgreSql = configuration["Storage:PostgreSql"] };
        var defaults = new DeliveryOptions();
        var delivery = new DeliveryOptions
        {
            Lease = Duration(configuration, "Delivery:Lease", defaults.Lease),
            RequestTimeLimit = Duration(configuration, "Delivery:RequestTimeLimit", defaults.RequestTimeLimit),
            BetweenLookUps = Duration(configuration, "Delivery:BetweenLookUps", defaults.BetweenLookUps),
            FirstBackoff = Duration(configuration, "Delivery:FirstBackoff", defaults.FirstBackoff),
            LongestBackoff = Duration(configuration, "Delivery:LongestBackoff", defaults.LongestBackoff),
        };
        var problems = delivery.Validate(new ValidationContext(delivery)).Select(problem => problem.ErrorMessage).ToList();
        return problems.Count == 0
            ? new HostSettings(
                folder,
                KeyFolderOf(configuration),
                storage,
                delivery,
                SchedulingOf(configuration),
                HostRetention.Read(configuration)
            )
            : throw new HostProblemException(string.Join(Environment.NewLine, problems));
    }

    public static string DataFolderOf(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Storage:Folder"] is { Length: > 0 } set ? set : ".data");

    public static string KeyFolderOf(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Secrets:Keys"] is { Length: > 0 } set ? set : Path.Combine(DataFolderOf(configuration), "keys"));

    private static SchedulingOptions SchedulingOf(IConfiguration configuration)
    {
        const string Key = "Scheduling:AtOnce";
        return configuration[Key] is not { Length: > 0 } text ? new SchedulingOptions()
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= SchedulingOptions.MostAtOnce
                ? new SchedulingOptions { AtOnce = count }
            : throw new HostProblemException(
                $"{Key} is \"{text}\". Write how many publications are worked for at once, from 1 to {SchedulingOptions.MostAtOnce}."
            );
    }

    private static TimeSpan Duration(IConfiguration configuration, string key, TimeSpan otherwise) =>
        configuration[key] is not { Length: > 0 } text ? otherwise
        : Syndicator.Configuration.Values.Duration.Parse(text).Value is TimeSpan duration ? duration
        : throw new HostProblemException(
            $"{key} is \"{text}\", which is no duration. Write a number and a unit, such as 30s, 2m or 1h30m."
        );
}
