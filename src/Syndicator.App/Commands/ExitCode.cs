namespace Syndicator.App.Commands;

/// <summary>What every command returns to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>An unready issue, a refused post.</summary>
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Configuration = 3;

    /// <summary>A network or source could not be reached.</summary>
    public const int Unreachable = 4;
}
