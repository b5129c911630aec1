namespace Syndicator.Alarms;

/// <summary>How much room a folder has.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes that this user can still write there; null when the system does not tell.</summary>
    public static long? FreeIn(string folder)
    {
        try
        {
            var path = Path.GetFullPath(folder);
            // Windows knows room by drive, others by any path on a disk.
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
            return drive.AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
