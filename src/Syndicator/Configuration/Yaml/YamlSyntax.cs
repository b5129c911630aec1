using YamlDotNet.Core;

namespace Syndicator.Configuration.Yaml;

/// <summary>Says in a reader's words where and why a file is no YAML. Never quotes the file: the broken line may hold a secret.</summary>
internal static class YamlSyntax
{
    public static (Problem Problem, YamlPlace Place) Explain(YamlException broken, string text)
    {
        var lines = text.Split('\n');
        var line = (int)Math.Clamp(broken.Start.Line, 1, lines.Length);

        // The parser often notices a tab only when it looks back from the line after the one it names.
        var last = (int)Math.Clamp(broken.End.Line + 1, line, lines.Length);
        for (var number = line; number <= last; number++)
        {
            if (IndentingTab(lines[number - 1]) is { } tab)
            {
                return (
                    new Problem("tab", "A tab indents this line; YAML allows only spaces there.", "Replace the tab with two spaces."),
                    new YamlPlace(number, tab + 1)
                );
            }
        }

        return (
            new Problem(
                "yaml-syntax",
                "The file cannot be read on from here: the YAML is broken.",
                "Look for a missing space after a colon, a wrong indentation, or an unclosed quote or bracket here or just above."
            ),
            new YamlPlace(line, (int)Math.Clamp(broken.Start.Column, 1, lines[line - 1].Length + 1))
        );
    }

    private static int? IndentingTab(string line)
    {
        var indentation = line.AsSpan(0, line.Length - line.TrimStart().Length);
        return indentation.IndexOf('\t') is >= 0 and var at ? at : null;
    }
}
