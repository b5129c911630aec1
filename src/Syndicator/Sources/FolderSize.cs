namespace Syndicator.Sources;

/// <summary>What a folder and all below it takes; links are not followed. What vanishes meanwhile does not count.</summary>
internal sealed record FolderSize(long Bytes, int Files)
{
    private static readonly EnumerationOptions _all = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static FolderSize Of(string folder)
    {
        var (bytes, files) = (0L, 0);
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", _all))
            {
                files++;
                bytes += LengthOf(file);
            }
        }
        catch (IOException)
        {
            // A folder went away while it was looked through; the next look sees the rest.
        }

        return new FolderSize(bytes, files);
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
