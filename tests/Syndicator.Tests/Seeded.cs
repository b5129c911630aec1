using System.Globalization;
using FsCheck;

namespace Syndicator.Tests;

/// <summary>
/// Property tests try the same cases every time, so that a change is judged and not the day; <c>SYNDICATOR_TEST_SEED</c> (a number) tries others, and a
/// failure it finds becomes a case of its own. <c>SYNDICATOR_TEST_FACTOR</c> (a number) tries so many times as many.
/// </summary>
internal static class Seeded
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static FsCheck.Config Config { get; } =
        FsCheck.Config.QuickThrowOnFailure.WithReplay(
            Environment.GetEnvironmentVariable("SYNDICATOR_TEST_SEED") is { Length: > 0 } seed
                ? ulong.Parse(seed, CultureInfo.InvariantCulture)
                : 20261118,
            Gamma
        );

    private static readonly int s_factor = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_FACTOR") is { Length: > 0 } factor
        ? int.Parse(factor, CultureInfo.InvariantCulture)
        : 1;

    /// <summary>With so many cases in a usual run.</summary>
    public static FsCheck.Config Cases(int usual) => Config.WithMaxTest(Times(usual));

    /// <summary>How often what is usually tried so often is tried in this run.</summary>
    public static int Times(int usual) => usual * s_factor;
}
