namespace Syndicator.Configuration;

/// <summary>What the posts of an announcement are called: in templates, in keys, in the outbox.</summary>
internal static class PostNames
{
    /// <summary>In the order of a thread.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["lead", "crate", "quote", "news", "testing", "projects", "speakers", "fcp", "events", "invitation"];
}
