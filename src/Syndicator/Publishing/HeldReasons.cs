namespace Syndicator.Publishing;

/// <summary>Reasons as stored and shown: <c>delay</c>, <c>approval</c>.</summary>
internal static class HeldReasons
{
    public static string Name(HeldReason reason) => reason.ToString().ToLowerInvariant();

    public static HeldReason Parse(string name) => Enum.Parse<HeldReason>(name, ignoreCase: true);
}
