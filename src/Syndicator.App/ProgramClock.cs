using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Scheduling;
using Syndicator.Storage;

namespace Syndicator.App;

/// <summary>
/// The program's clock: the machine's, or the demonstration clock where the configuration asks for one. When a demonstration was first started is kept in
/// the data folder, so that its clock goes on over restarts.
/// </summary>
internal static class ProgramClock
{
    /// <summary>Names a rehearsal's clock file for every command: what an editor does beside a rehearsal happens at its time.</summary>
    public const string Variable = "SYNDICATOR_CLOCK";

    private const string FileName = "demonstration-started-at";

    /// <summary>Longer than any instant; what is longer, or empty as a pipe, is not read.</summary>
    private const int LongestInstant = 64;

    /// <summary>For a program that keeps data: a demonstration begins now if it has not begun before.</summary>
    /// <exception cref="HostProblemException">Publications disagree about the clock.</exception>
    /// <exception cref="StorageException">The data folder cannot be used.</exception>
    public static TimeProvider Start(IReadOnlyList<Publication> publications, string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } rehearsal)
        {
            return Rehearse(publications, rehearsal);
        }

        if (StartOf(publications) is not { } startsAt)
        {
            return TimeProvider.System;
        }

        DataFolder.Prepare(dataFolder);
        var file = Path.Combine(dataFolder, FileName);
        if (ReadStart(file) is not { } firstStartedAt)
        {
            firstStartedAt = TimeProvider.System.GetUtcNow();
            WriteStart(file, firstStartedAt);
        }

        return new DemonstrationClock(startsAt, firstStartedAt, TimeProvider.System);
    }

    /// <summary>For a rehearsal: the clock that a file moves.</summary>
    /// <exception cref="HostProblemException">The file holds no instant, or a post would really leave.</exception>
    public static RehearsalClock Rehearse(IReadOnlyList<Publication> publications, string file)
    {
        if (LiveOf(publications) is { } live)
        {
            throw new HostProblemException($"{OnlyRehearsed(live)} Set its mode to dry-run.");
        }

        return RehearsalClock.Read(file) is not null
            ? new RehearsalClock(file, TimeProvider.System)
            : throw new HostProblemException($"{file} holds no instant. Write one such as 2026-11-18T21:00:00-05:00 into it.");
    }

    /// <summary>Why a publication whose configuration changed while the program runs cannot be taken up; null: it can.</summary>
    /// <param name="startsAt">What the demonstration began with; null: there is none.</param>
    public static Problem? Obstacle(Publication publication, DateTimeOffset? startsAt, TimeProvider clock) =>
        clock is RehearsalClock
            ? LiveOf([publication]) is { } live
                ? new Problem("rehearsal-live", OnlyRehearsed(live), "Set its mode to dry-run.")
                : null
            : startsAt != publication.DemonstrationStartsAt
                ? new Problem(
                    "demonstration-changed",
                    "The program has one clock, and `demonstration` asks for another than it began with.",
                    "Restart the program, with the same demonstration.startsAt in all publications, or in none."
                )
                : null;

    /// <summary>For a command that only looks: nothing is written.</summary>
    public static TimeProvider Peek(Publication publication, string dataFolder) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } rehearsal ? Rehearse([publication], rehearsal)
        : publication.DemonstrationStartsAt is { } startsAt
            ? new DemonstrationClock(
                startsAt,
                ReadStart(Path.Combine(dataFolder, FileName)) ?? TimeProvider.System.GetUtcNow(),
                TimeProvider.System
            )
        : TimeProvider.System;

    private static Account? LiveOf(IReadOnlyList<Publication> publications) =>
        publications.SelectMany(publication => publication.Accounts).FirstOrDefault(account => account.Mode == AccountMode.Live);

    private static string OnlyRehearsed(Account live) =>
        $"--clock is for rehearsals, and the account {live.Name} is live: its posts would really leave.";

    private static DateTimeOffset? StartOf(IReadOnlyList<Publication> publications)
    {
        var starts = publications.Select(publication => publication.DemonstrationStartsAt).Distinct().ToList();
        return starts.Count <= 1
            ? starts.FirstOrDefault()
            : throw new HostProblemException(
                "The publications ask for different clocks: demonstration.startsAt must be the same in all of them, or in none, because the program has one clock."
            );
    }

    private static DateTimeOffset? ReadStart(string file)
    {
        try
        {
            return
                new FileInfo(file) is { Exists: true, Length: > 0 and <= LongestInstant }
                && DateTimeOffset.TryParse(
                    File.ReadAllText(file),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.RoundtripKind,
                    out var start
                )
                ? start
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Unusable(file, problem);
        }
    }

    private static void WriteStart(string file, DateTimeOffset start)
    {
        try
        {
            // Moved into place: never half there, and what is no ordinary file is replaced rather than written to.
            File.WriteAllText(file + ".new", start.ToString("O", CultureInfo.InvariantCulture));
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Unusable(file, problem);
        }
    }
}
