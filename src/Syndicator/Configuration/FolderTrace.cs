namespace Syndicator.Configuration;

/// <summary>How a publication's folder looks without opening a file: another number whenever any file of it was written, replaced, added or removed.</summary>
internal static class FolderTrace
{
    /// <summary>More files than these are no configuration; what is beyond is not looked at.</summary>
    private const int MostFiles = 1000;

    /// <returns>0 for a folder that cannot be read.</returns>
    public static long Of(string folder)
    {
        try
        {
            return OfFiles(Path.Combine(folder, PublicationReader.Templates), OfFiles(folder, 1));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long OfFiles(string folder, long trace)
    {
        var inside = new DirectoryInfo(folder);
        return inside.Exists
            ? inside
                .EnumerateFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .Take(MostFiles)
                .Aggregate(trace, (sum, file) => unchecked(sum + OfFile(file)))
            : trace;
    }

    /// <summary>Summed up, since folders tell their files in no order.</summary>
    private static long OfFile(FileInfo file)
    {
        var name = StringComparer.Ordinal.GetHashCode(file.Name);
        try
        {
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return target.Exists ? Mixed(name, target.Length, target.LastWriteTimeUtc.Ticks, target.CreationTimeUtc.Ticks) : name;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, for one: the other files are looked at all the same.
            return name;
        }
    }

    /// <summary>FNV-1a's way of mixing: two changes of one file do not cancel each other out.</summary>
    private static long Mixed(params ReadOnlySpan<long> parts)
    {
        var mixed = 0xCBF29CE484222325UL;
        foreach (var part in parts)
        {
            mixed = unchecked((mixed ^ (ulong)part) * 0x100000001B3UL);
            mixed ^= mixed >> 29;
        }

        return unchecked((long)mixed);
    }
}
