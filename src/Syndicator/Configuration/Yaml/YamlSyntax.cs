using YamlDotNet.Core;

namespace Syndicator.Configuration.Yaml;

/// <summary>Says in a reader's words where and why a file is no YAML. Never quotes the file: the broken line may hold a secret.</summary>
internal static class YamlSyntax
{
    public static YamlPlace PlaceOf(YamlException broken, string text)
    {
        var line = Math.Clamp((int)Math.Min(broken.Start.Line, int.MaxValue), 1, text.Count(c => c == '\n') + 1);
        return IsIndentedByTab(text, line)
            ? new YamlPlace(line, LineAt(text, line).IndexOf('\t') + 1)
            : new YamlPlace(line, Math.Max(1, (int)Math.Min(broken.Start.Column, int.MaxValue)));
    }

    public static Problem Explain(YamlException broken, string text) =>
        IsIndentedByTab(text, PlaceOf(broken, text).Line)
            ? new Problem("tab", "A tab indents this line; YAML allows only spaces there.", "Replace the tab with two spaces.")
            : new Problem(
                "yaml-syntax",
                "The file cannot be read on from here: the YAML is broken.",
                "Look for a missing space after a colon, a wrong indentation, or an unclosed quote or bracket here or just above."
            );

    private static bool IsIndentedByTab(string text, int line)
    {
        var content = LineAt(text, line);
        return content[..^content.TrimStart().Length].Contains('\t');
    }

    private static ReadOnlySpan<char> LineAt(string text, int line)
    {
        var number = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            if (number++ == line)
            {
                return content;
            }
        }

        return default;
    }
}
