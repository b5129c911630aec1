using System.Globalization;

namespace Syndicator.IntegrationTests;

/// <summary>Numbers that whoever runs the tests may choose.</summary>
internal static class Chosen
{
    /// <summary>What the environment variable says, or what the test takes unasked.</summary>
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
