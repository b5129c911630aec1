using System.Diagnostics;
using System.Text.Json;
using Syndicator.Tests;

namespace Syndicator.IntegrationTests.Walks;

/// <summary>
/// What <c>tests/browser/walk.mjs</c> saw with a real browser: of the program on a full and on an empty store, as people of each role. Needs Node and
/// <c>npm ci</c> there, and Chromium, all of which <c>tests/run</c> gets where it can.
/// </summary>
internal static class DeskWalk
{
    private static readonly string s_folder = Path.Combine(Shared.Repository, "tests", "browser");

    /// <summary>Alone it takes little more than one minute; beside all other tests on two cores, more than five have been seen.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

#pragma warning disable VSTHRD011 // Tests have no thread that others could wait for.
    private static readonly Lazy<Task<IReadOnlyList<JsonElement>>> s_lines = new(WalkAsync);
#pragma warning restore VSTHRD011

    /// <summary>Everything it tells about one thing; walked once for all tests.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AboutAsync(string what)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(s_folder, "node_modules", "axe-core")), "needs npm ci in tests/browser");
        Assert.SkipUnless(File.Exists(Chromium), $"needs Chromium: there is no {Chromium}, and the variable CHROMIUM names no other");
        var lines = (await s_lines.Value).Where(line => line.GetProperty("about").GetString() == what).ToList();
        lines.ShouldNotBeEmpty();
        return lines;
    }

    public static string Text(this JsonElement line, string member) => line.GetProperty(member).ToString();

    private static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    private static async Task<IReadOnlyList<JsonElement>> WalkAsync()
    {
        var start = new ProcessStartInfo("node", "walk.mjs")
        {
            WorkingDirectory = s_folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["CHROMIUM"] = Chromium;
        start.Environment["SYNDICATOR_TEST_PROGRAM"] = Chosen.Program;
        using var node = Process.Start(start)!;
        try
        {
            var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync().WaitAsync(s_limit, TimeProvider.System);
            node.ExitCode.ShouldBe(0, await error);
            return
            [
                .. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement),
            ];
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
