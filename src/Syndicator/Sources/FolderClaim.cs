namespace Syndicator.Sources;

/// <summary>Keeps two runs of the program from changing the same folder at once; the system lets go of it when a program ends, however it ends.</summary>
internal static class FolderClaim
{
    private static readonly TimeSpan _tryEvery = TimeSpan.FromMilliseconds(100);

    /// <param name="path">Of a file made for this; it stays.</param>
    /// <returns>To be disposed; null when another held it for the whole <paramref name="time"/>.</returns>
    public static async Task<IDisposable?> TakeAsync(string path, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && clock.GetElapsedTime(began) < time)
            {
                await Task.Delay(_tryEvery, clock, cancellationToken);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }
        }
    }
}
