namespace Syndicator.App.Commands;

/// <summary>What every command returns to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>An unready issue, a refused post.</summary>
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Configuration = 3;

    /// <summary>A network, a source, the data folder, the database or standard output could not be reached.</summary>
    public const int Unreachable = 4;

    /// <summary>Something nobody foresaw: EX_SOFTWARE of sysexits.h.</summary>
    public const int Bug = 70;

    /// <summary>Nobody reads standard output any more: 128 and the number of SIGPIPE, as shells have it.</summary>
    public const int OutputClosed = 141;

    /// <summary>Ended by Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
