namespace Syndicator.Sources;

/// <summary>Where a path really leads when every link in it is followed.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>Null when it leads nowhere, or in a circle.</summary>
    public static string? Of(string path)
    {
        try
        {
            var links = 0;
            return Resolve(Path.GetFullPath(path), ref links);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Resolve(string path, ref int links)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget;
            if (target is not null)
            {
                if (++links > MostLinks || Resolve(Path.GetFullPath(target, real), ref links) is not { } resolved)
                {
                    return null;
                }

                next = resolved;
            }

            real = next;
        }

        return Path.Exists(real) ? real : null;
    }
}
