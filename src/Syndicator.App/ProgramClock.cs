using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Scheduling;

namespace Syndicator.App;

/// <summary>
/// The program's clock: the machine's, or the demonstration clock where the configuration asks for one. When a demonstration was first started is kept in
/// the data folder, so that its clock goes on over restarts.
/// </summary>
internal static class ProgramClock
{
    private const string FileName = "demonstration-started-at";

    /// <summary>For a program that keeps data: a demonstration begins now if it has not begun before.</summary>
    /// <exception cref="HostProblemException">Publications disagree about the clock.</exception>
    public static TimeProvider Start(IReadOnlyList<Publication> publications, string dataFolder)
    {
        if (StartOf(publications) is not { } startsAt)
        {
            return TimeProvider.System;
        }

        var file = Path.Combine(dataFolder, FileName);
        if (ReadStart(file) is not { } firstStartedAt)
        {
            firstStartedAt = TimeProvider.System.GetUtcNow();
            Directory.CreateDirectory(dataFolder);
            File.WriteAllText(file, firstStartedAt.ToString("O", CultureInfo.InvariantCulture));
        }

        return new DemonstrationClock(startsAt, firstStartedAt, TimeProvider.System);
    }

    /// <summary>For a command that only looks: nothing is written.</summary>
    public static TimeProvider Peek(Publication publication, string dataFolder) =>
        publication.DemonstrationStartsAt is { } startsAt
            ? new DemonstrationClock(
                startsAt,
                ReadStart(Path.Combine(dataFolder, FileName)) ?? TimeProvider.System.GetUtcNow(),
                TimeProvider.System
            )
            : TimeProvider.System;

    private static DateTimeOffset? StartOf(IReadOnlyList<Publication> publications)
    {
        var starts = publications.Select(publication => publication.DemonstrationStartsAt).Distinct().ToList();
        return starts.Count <= 1
            ? starts.FirstOrDefault()
            : throw new HostProblemException(
                "The publications ask for different clocks: demonstration.startsAt must be the same in all of them, or in none, because the program has one clock."
            );
    }

    private static DateTimeOffset? ReadStart(string file) =>
        File.Exists(file)
        && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var start)
            ? start
            : null;
}
