namespace Syndicator.Tests;

/// <summary>Material beside the repository that is not part of it. Tests that need it are skipped by name where it is missing.</summary>
internal static class Shared
{
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder itself; <c>SYNDICATOR_SHARED</c> overrides.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("SYNDICATOR_SHARED") ?? Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    /// <summary>A path below it; skips the calling test when it is not there.</summary>
    public static string Need(params string[] parts)
    {
        var path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"needs {Path.Combine(["../shared", .. parts])}");
        return path;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Syndicator.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests must run inside the repository");
        }

        return folder;
    }
}
