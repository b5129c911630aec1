namespace Syndicator.Publishing;

/// <summary>Who acts, in histories, where it is no person.</summary>
internal static class Actors
{
    /// <summary>The program by itself.</summary>
    public const string Service = "service";

    /// <summary>Whether it is somebody at the desk or the command line: <c>desk:eve</c>, <c>cli:eve</c>. Workers and the service have no such name.</summary>
    public static bool IsPerson(string actor) => actor.Contains(':', StringComparison.Ordinal);

    /// <summary><c>eve</c> of <c>desk:eve</c>: editors know each other by name, and all workers are one program to them.</summary>
    public static string NameOf(string actor) =>
        IsPerson(actor) ? actor[(actor.IndexOf(':', StringComparison.Ordinal) + 1)..] : "the program";
}
