using System.Globalization;

namespace Syndicator.IntegrationTests;

/// <summary>What whoever runs the tests may choose.</summary>
internal static class Chosen
{
    /// <summary>The program that is started as a process: the one that was built with the tests, unless another build of it is named.</summary>
    public static readonly string Program = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_PROGRAM") is { Length: > 0 } named
        ? named
        : Path.Combine(AppContext.BaseDirectory, "syndicator.dll");

    /// <summary>What the environment variable says, or what the test takes unasked.</summary>
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
