using System.Globalization;
using System.Text;
using Syndicator.Configuration;

namespace Syndicator.Composing;

/// <summary>Reads a template file; every mistake becomes a diagnostic with its place.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateFile _file;
    private readonly string _name;
    private readonly List<Diagnostic> _diagnostics;
    private readonly List<TemplateLine> _lines = [];
    private string _line = "";
    private int _lineNumber;
    private int _position;
    private string? _list;
    private bool _hasElastic;

    private TemplateParser(string name, TemplateFile file, List<Diagnostic> diagnostics)
    {
        _name = name;
        _file = file;
        _diagnostics = diagnostics;
    }

    public static Template Parse(string name, TemplateFile file, List<Diagnostic> diagnostics) =>
        new TemplateParser(name, file, diagnostics).Run();

    private Template Run()
    {
        foreach (var line in _file.Text.Split('\n'))
        {
            _lineNumber++;
            if (!line.StartsWith("//", StringComparison.Ordinal))
            {
                _lines.Add(ParseLine(line.TrimEnd()));
            }
        }

        if (_lines.Count > Template.MostLines)
        {
            Report("template-too-long", 0, $"A template has at most {Template.MostLines} lines.", "A post has no room for more.");
            _lines.RemoveRange(Template.MostLines, _lines.Count - Template.MostLines);
        }

        return new Template(_name, _lines);
    }

    private TemplateLine ParseLine(string line)
    {
        _line = line;
        _position = 0;
        _list = null;
        var kind = TemplateLineKind.Text;
        int? drop = null;
        var (isElse, isAlone) = (false, false);
        if (line.StartsWith('['))
        {
            (kind, drop, isElse, isAlone) = ParseMarks();
        }

        var segments = ParseSegments(inGroup: false);
        return new TemplateLine(kind, _list, drop, isElse, isAlone, segments);
    }

    /// <summary><c>[drop 2]</c>, <c>[else]</c>, <c>[else drop 4]</c>, <c>[alone]</c>, <c>[each projects]</c>, <c>[more]</c>.</summary>
    private (TemplateLineKind Kind, int? Drop, bool IsElse, bool IsAlone) ParseMarks()
    {
        var end = _line.IndexOf(']', StringComparison.Ordinal);
        if (end < 0)
        {
            Report("template-mark", 0, "The line begins with [ but has no ].", "Close the mark, or write \\[ for a bracket.");
            _position = _line.Length;
            return (TemplateLineKind.Text, null, false, false);
        }

        var (kind, drop, isElse, isAlone) = (TemplateLineKind.Text, (int?)null, false, false);
        var words = _line[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "else" when _lines.Count > 0:
                    isElse = true;
                    break;
                case "alone":
                    isAlone = true;
                    break;
                case "more":
                    kind = TemplateLineKind.More;
                    break;
                case "drop"
                    when i + 1 < words.Length
                        && int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                        && n > 0:
                    drop = n;
                    i++;
                    break;
                case "each" when i + 1 < words.Length:
                    kind = TemplateLineKind.Each;
                    _list = words[++i];
                    CheckList(_list);
                    break;
                default:
                    Report(
                        "template-mark",
                        0,
                        $"The mark [{_line[1..end]}] is not known.",
                        "Write [drop 1], [else], [else drop 1], [alone], [each LIST] or [more]; an else needs a line before it."
                    );
                    i = words.Length;
                    break;
            }
        }

        _position = end + 1;
        if (_position < _line.Length && _line[_position] == ' ')
        {
            _position++;
        }

        return (kind, drop, isElse, isAlone);
    }

    private void CheckList(string list)
    {
        var lists = PlaceholderNames.ListsOf(_name);
        if (lists.Count == 0)
        {
            Report(
                "unknown-list",
                _line.IndexOf(list, StringComparison.Ordinal),
                "This template speaks of one thing, so it has no lists.",
                "Leave the line out."
            );
        }
        else if (!lists.ContainsKey(list))
        {
            var nearest = Nearest.To(list, lists.Keys);
            Report(
                "unknown-list",
                _line.IndexOf(list, StringComparison.Ordinal),
                $"There is no list \"{list}\".",
                nearest is null ? $"Lists are {string.Join(", ", lists.Keys)}." : $"Did you mean \"{nearest}\"?"
            );
        }

        SetElastic(0);
    }

    private List<TemplateSegment> ParseSegments(bool inGroup)
    {
        var segments = new List<TemplateSegment>();
        var literal = new StringBuilder();
        void Flush()
        {
            if (literal.Length > 0)
            {
                segments.Add(new TemplateSegment.Literal(literal.ToString()));
                literal.Clear();
            }
        }

        var open = _position - 1;
        while (_position < _line.Length)
        {
            var c = _line[_position];
            if (c == '\\' && _position + 1 < _line.Length)
            {
                literal.Append(_line[_position + 1]);
                _position += 2;
            }
            else if (c == '{')
            {
                Flush();
                AddPlaceholder(segments);
            }
            else if (c == '<' && !inGroup)
            {
                Flush();
                _position++;
                segments.Add(new TemplateSegment.Group(ParseSegments(inGroup: true)));
            }
            else if (c == '>' && inGroup)
            {
                _position++;
                Flush();
                return segments;
            }
            else
            {
                literal.Append(c);
                _position++;
            }
        }

        if (inGroup)
        {
            Report("template-group", open, "The group that begins with < has no >.", "Close it, or write \\< for the sign.");
        }

        Flush();
        return segments;
    }

    private void AddPlaceholder(List<TemplateSegment> segments)
    {
        var start = _position;
        var end = _line.IndexOf('}', start);
        if (end < 0)
        {
            Report("template-placeholder", start, "The placeholder has no }.", "Close it, or write \\{ for a brace.");
            _position = _line.Length;
            return;
        }

        _position = end + 1;
        var parts = _line[(start + 1)..end].Split('|');
        var isElastic = parts[0].EndsWith('…') || parts[0].EndsWith("...", StringComparison.Ordinal);
        var name = parts[0].TrimEnd('…', '.');
        if (!IsKnown(name))
        {
            var nearest = Nearest.To(name, KnownNames());
            Report(
                "unknown-placeholder",
                start + 1,
                $"There is no placeholder \"{name}\"{(_list is null ? "" : $" in an item of \"{_list}\"")}.",
                nearest is null ? $"Known here are {string.Join(", ", KnownNames())}." : $"Did you mean \"{nearest}\"?"
            );
            return;
        }

        if (isElastic)
        {
            SetElastic(start);
        }

        if (parts.Length is not (1 or 3) || (parts.Length == 3 && !name.EndsWith("count", StringComparison.Ordinal) && name != "more"))
        {
            Report("template-plural", start, "Word forms are for counts.", "Write {events.count|event|events}.");
            return;
        }

        segments.Add(new TemplateSegment.Placeholder(name, isElastic, parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2)));
    }

    /// <summary>What the items of an unknown list have, nobody knows; that the list is unknown was reported.</summary>
    private bool IsKnown(string name) =>
        (_list is not null && !PlaceholderNames.ListsOf(_name).ContainsKey(_list)) || KnownNames().Contains(name, StringComparer.Ordinal);

    private IEnumerable<string> KnownNames() =>
        _list is not null && PlaceholderNames.ListsOf(_name).TryGetValue(_list, out var fields)
            ? fields.Concat(PlaceholderNames.Of(_name))
            : PlaceholderNames.Of(_name);

    private void SetElastic(int column)
    {
        if (_hasElastic)
        {
            Report(
                "template-elastic",
                column,
                "Only one part of a template can give way: one list, or one text that may be cut.",
                "Leave out the second."
            );
        }

        _hasElastic = true;
    }

    private void Report(string code, int column, string message, string remedy) =>
        _diagnostics.Add(new Diagnostic(code, Severity.Error, new SourcePosition(_file.Path, _lineNumber, column + 1), message, remedy));
}
