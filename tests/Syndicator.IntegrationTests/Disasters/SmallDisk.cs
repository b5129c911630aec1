using System.Diagnostics;

namespace Syndicator.IntegrationTests.Disasters;

/// <summary>A file system of its own in memory, so small that it can be filled. Only who may mount has one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Skips the test where nothing can be mounted.</summary>
    public static SmallDisk Mount(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        var mounts =
            OperatingSystem.IsLinux()
            && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        Assert.SkipUnless(mounts, "needs to mount a small disk (root on Linux)");
        return new SmallDisk(folder);
    }

    /// <summary>Until nothing more goes on it.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // That was the last of it.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public bool LetWrite(bool isAllowed) => Run("mount", "-o", isAllowed ? "remount,rw" : "remount,ro", _folder);

    public void Dispose() => Run("umount", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
