using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Syndicator.Configuration.Yaml;

/// <summary>
/// Reads a YAML file into values that know their places. Walks the parser's events itself: YamlDotNet's own representation model stops at the first
/// doubled key, expands aliases, and knows no depth.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Levels of lists and groups; the deepest key of any file here has 4.</summary>
    private const int DeepestLevel = 24;

    private readonly Scanner scanner;
    private readonly Parser parser;
    private readonly Findings findings;

    private YamlTree(string text, Findings findings)
    {
        scanner = new Scanner(new StringReader(text), skipComments: true);
        parser = new Parser(scanner);
        this.findings = findings;
    }

    /// <summary>The file's one document; null when it holds none or cannot be read on, which is then reported.</summary>
    public static YamlValue? Read(string text, Findings findings)
    {
        try
        {
            return new YamlTree(text, findings).ReadStream();
        }
        catch (YamlException broken)
        {
            var (problem, place) = YamlSyntax.Explain(broken, text);
            findings.Error(problem, place);
            return null;
        }
        catch (TooDeepException deep)
        {
            findings.Error(
                new Problem(
                    "too-deep",
                    $"The lists and groups stand more than {DeepestLevel} levels deep.",
                    "Remove the superfluous brackets."
                ),
                deep.Place
            );
            return null;
        }
    }

    private YamlValue? ReadStream()
    {
        Next<StreamStart>();
        if (parser.Current is StreamEnd)
        {
            return null;
        }

        Next<DocumentStart>();
        var value = ReadValue(0);
        Next<DocumentEnd>();
        if (parser.Current is DocumentStart second)
        {
            findings.Error(
                new Problem(
                    "several-documents",
                    "A second YAML document begins here.",
                    "Remove the line `---` or move what follows to its own file."
                ),
                PlaceOf(second)
            );
        }

        return value;
    }

    private YamlValue ReadValue(int depth)
    {
        var here = parser.Current!;
        if (depth > DeepestLevel)
        {
            throw new TooDeepException(PlaceOf(here));
        }

        if (here is NodeEvent node)
        {
            RefuseAnchorAndTag(node);
        }

        return here switch
        {
            Scalar scalar => ReadText(scalar),
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            AnchorAlias alias => ReadAlias(alias),
            _ => throw new YamlException(here.Start, here.End, "a value was expected"),
        };
    }

    private YamlText ReadText(Scalar scalar)
    {
        Step();
        return new YamlText(PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlList ReadList(int depth)
    {
        var start = Next<SequenceStart>();
        var items = new List<YamlValue>();
        while (parser.Current is not SequenceEnd)
        {
            items.Add(ReadValue(depth + 1));
        }

        Step();
        return new YamlList(PlaceOf(start), items);
    }

    private YamlMap ReadMap(int depth)
    {
        var start = Next<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        while (parser.Current is not MappingEnd)
        {
            var key = ReadValue(depth + 1);
            var value = ReadValue(depth + 1);
            AddEntry(entries, key, value);
        }

        Step();
        return new YamlMap(PlaceOf(start), [.. entries.Values.OrderBy(entry => entry.Place.Line).ThenBy(entry => entry.Place.Column)]);
    }

    private void AddEntry(Dictionary<string, YamlEntry> entries, YamlValue key, YamlValue value)
    {
        if (key is not YamlText { Text: var name })
        {
            findings.Error(new Problem("bad-key", $"A key must be a word, but {key.What} stands here.", "Write `key: value`."), key.Place);
        }
        else if (!entries.TryAdd(name, new YamlEntry(key.Place, name, value)))
        {
            var first = entries[name].Place;
            findings.Error(
                new Problem(
                    "doubled-key",
                    $"`{name}` is given twice; the first stands at line {first.Line}, column {first.Column}.",
                    "Keep one of the two."
                ),
                key.Place
            );
        }
    }

    private void RefuseAnchorAndTag(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            findings.Error(new Problem("yaml-anchor", "YAML anchors (`&name`) are not read here.", "Remove the anchor."), PlaceOf(node));
        }

        // "!" alone is how the parser reports a quoted value.
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            findings.Error(new Problem("yaml-tag", "YAML tags (`!name`) are not read here.", "Remove the tag."), PlaceOf(node));
        }
    }

    private YamlText ReadAlias(AnchorAlias alias)
    {
        Step();
        findings.Error(new Problem("yaml-alias", "YAML aliases (`*name`) are not read here.", "Write the value out."), PlaceOf(alias));
        return new YamlText(PlaceOf(alias), "", IsPlain: false);
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        while (parser.Current is null && Step()) { }
        var current = parser.Current as T ?? throw new YamlException("the document ends too early");
        Step();
        return current;
    }

    /// <summary>YamlDotNet 16.3 throws other exceptions than its own on some broken input, e.g. an unquoted text in a flow list that goes on below.</summary>
    private bool Step()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception broken)
            when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "broken", broken);
        }
    }

    private static YamlPlace PlaceOf(ParsingEvent at) => new((int)at.Start.Line, (int)at.Start.Column);

    private sealed class TooDeepException(YamlPlace place) : Exception
    {
        public YamlPlace Place { get; } = place;
    }
}
