using System.Globalization;
using FsCheck;

namespace Syndicator.Tests;

/// <summary>
/// Property tests try the same cases every time, so that a change is judged and not the day; <c>SYNDICATOR_TEST_SEED</c> (a number) tries others, and a
/// failure it finds becomes a case of its own.
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
}
