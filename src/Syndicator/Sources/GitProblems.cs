using System.Globalization;

namespace Syndicator.Sources;

/// <summary>What went wrong with git, for people.</summary>
internal static class GitProblems
{
    private static readonly string[] _signsOfRefusal =
    [
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "Permission denied",
        "terminal prompts disabled",
    ];

    /// <param name="answer">Any but <see cref="GitAnswer.Given"/>.</param>
    /// <param name="url">As configured; shown without what is secret in it.</param>
    public static Diagnostic Of(GitAnswer answer, string url) =>
        answer.Match(
            given => throw new ArgumentException("git did as it was told", nameof(answer)),
            refused => Refused(refused, url),
            tooSlow =>
                Error(
                    "source-too-slow",
                    url,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The repository did not answer in full within {tooSlow.Limit.TotalSeconds:0} seconds."
                    ),
                    "Check the network and the repository's size."
                ),
            tooLarge =>
                Error(
                    "source-too-large",
                    url,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The branch's latest state is larger than the {Math.Max(tooLarge.Limit >> 20, 1)} MB that are kept of it."
                    ),
                    "Check that it is the right repository."
                ),
            notStarted =>
                Error(
                    "git-missing",
                    url,
                    $"git cannot be started: {OneLine.Of(notStarted.Reason).TrimEnd('.')}.",
                    "Install git, and see that it is on the PATH."
                )
        );

    private static Diagnostic Refused(GitAnswer.Refused refused, string url)
    {
        var said = GitAddress.Sentence(refused.Error, url);
        var what = said.Length > 0 ? said : string.Create(CultureInfo.InvariantCulture, $"it ended with code {refused.ExitCode}");
        return Error("source-unreachable", url, $"git cannot read the repository: {what}.", Remedy(refused.Error));
    }

    private static string Remedy(string error) =>
        error.Contains("Host key verification failed", StringComparison.Ordinal)
            ? "Add the server's key to the known hosts of the user the program runs as."
        : _signsOfRefusal.Any(sign => error.Contains(sign, StringComparison.Ordinal))
            ? "Check the address; for a private repository, give the user the program runs as an ssh key that may read it."
        : "Check the address and the network.";

    private static Diagnostic Error(string code, string url, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(GitAddress.Shown(url)), message, remedy);
}
