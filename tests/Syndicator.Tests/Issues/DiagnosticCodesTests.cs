using System.Text.RegularExpressions;

namespace Syndicator.Tests.Issues;

public partial class DiagnosticCodesTests
{
    [Fact]
    public void Every_code_of_issues_and_sources_is_documented_and_every_documented_code_exists()
    {
        var documented = Documented().Matches(File.ReadAllText(Path.Combine(Shared.Repository, "docs", "diagnostics.md")));

        documented
            .SelectMany(row => Code().Matches(row.Groups["codes"].Value))
            .Select(code => code.Groups["code"].Value)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Used().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Used() =>
        new[] { "Issues", "Sources", "Publishing" }
            .Select(room => Path.Combine(Shared.Repository, "src", "Syndicator", room))
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Reported().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value);

    /// <summary>The first column of a table.</summary>
    [GeneratedRegex(@"^\|(?<codes>[ ,`a-z0-9-]*`[ ,`a-z0-9-]*)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Documented();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    /// <summary>A code is the first text given to whatever makes a diagnostic.</summary>
    [GeneratedRegex(
        @"(Diagnostic|Warn|Hold|Fail|Refuse|Error|Missing|return )\(\s*((path|file),\s*)?""(?<code>[a-z0-9]+(-[a-z0-9]+)*)""",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Reported();
}
