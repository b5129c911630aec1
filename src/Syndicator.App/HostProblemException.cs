namespace Syndicator.App;

/// <summary>The host's own settings are wrong; the message says what and what to do. Ends the program with <see cref="Commands.ExitCode.Configuration"/>.</summary>
internal sealed class HostProblemException(string message) : Exception(message);
