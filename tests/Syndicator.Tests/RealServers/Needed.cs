namespace Syndicator.Tests.RealServers;

/// <summary>Servers that whoever runs the tests has started.</summary>
internal static class Needed
{
    /// <summary>What an environment variable says; skips the calling test where it says nothing.</summary>
    /// <param name="meaning">What it should say, and how to get it: <c>the address of a …</c>.</param>
    public static string Variable(string variable, string meaning)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        // tests/run says there why it could not start what is needed.
        var reason = Environment.GetEnvironmentVariable(variable + "_MISSING");
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"needs {variable}, {meaning}{(string.IsNullOrEmpty(reason) ? "" : $": {reason}")}");
        return value!;
    }
}
