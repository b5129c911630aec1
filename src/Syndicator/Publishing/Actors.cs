namespace Syndicator.Publishing;

/// <summary>Who acts, in histories, where it is no person.</summary>
internal static class Actors
{
    /// <summary>The program by itself.</summary>
    public const string Service = "service";
}
