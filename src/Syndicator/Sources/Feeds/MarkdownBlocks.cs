using System.Globalization;

namespace Syndicator.Sources.Feeds;

/// <summary>Everything that begins a line of its own.</summary>
internal sealed class MarkdownBlocks(MarkdownLines lines, MarkdownLinks links)
{
    /// <summary>Quotations and lists in one another; what is deeper is written at this depth.</summary>
    private const int Deepest = 16;

    private const int HighestNumber = 999_999_999;

    /// <summary>What a link around whole blocks leads to.</summary>
    private string? _link;

    /// <summary>The list or quotation that was written last, while nothing else has been since.</summary>
    private string? _previous;

    /// <param name="nodes">Of one element.</param>
    /// <param name="isTight">Whether a list stands right below the words before it.</param>
    public void Write(IReadOnlyList<HtmlNode> nodes, bool isTight = false)
    {
        var run = new List<HtmlNode>();
        foreach (var node in nodes)
        {
            if (!node.IsBlock && !node.HoldsBlock)
            {
                Gather(run, node);
                continue;
            }

            WriteParagraph(run);
            lines.IsSeparated &= !isTight || _previous is not null || !BeginsRightBelow(node);
            WriteBlock(node);
        }

        WriteParagraph(run);
    }

    /// <summary>Two line breaks one after the other are how some writers end a paragraph.</summary>
    private void Gather(List<HtmlNode> run, HtmlNode node)
    {
        if (node.Name == "br" && run.FindLast(earlier => !earlier.IsBlankText) is { Name: "br" })
        {
            WriteParagraph(run);
        }
        else
        {
            run.Add(node);
        }
    }

    private void WriteParagraph(List<HtmlNode> run)
    {
        if (run.Count > 0)
        {
            var link = _link is not null && run.Exists(node => !node.IsBlankText) ? _link : null;
            WriteText(MarkdownInlines.Of(links, run, isOneLine: false, link));
            run.Clear();
        }
    }

    private void WriteText(string text)
    {
        if (text.Length > 0)
        {
            lines.Write(text);
            _previous = null;
        }
    }

    private void WriteBlock(HtmlNode node)
    {
        switch (node.Name)
        {
            case ['h', >= '1' and <= '6']:
                WriteHeading(node);
                break;
            case "ul" or "ol" or "menu" or "dir":
                Nest(node, WriteList);
                break;
            case "blockquote":
                Nest(node, WriteQuote);
                break;
            case "li":
                Nest(node, item => _ = WriteItem(item, "- ", isTight: true));
                break;
            case "pre":
                WriteCode(node);
                break;
            case "hr":
                WriteText("___");
                break;
            case "table" when !node.Descendants().Any(cell => cell.Name is "td" or "th" && cell.HoldsBlock):
                WriteTable(node);
                break;
            case "a":
                WriteLinked(node);
                break;
            default:
                Write(node.Children);
                break;
        }
    }

    private void WriteHeading(HtmlNode node)
    {
        var text = MarkdownInlines.Of(links, node.Children, isOneLine: true, _link);
        WriteText(text.Length == 0 ? "" : new string('#', node.Name[1] - '0') + " " + text);
    }

    private void WriteLinked(HtmlNode node)
    {
        var outer = _link;
        _link ??= node.Href is null ? null : links.Target(node.Href);
        Write(node.Children);
        _link = outer;
    }

    private void Nest(HtmlNode node, Action<HtmlNode> write)
    {
        if (lines.Depth < Deepest)
        {
            write(node);
        }
        else
        {
            Write(node.Children);
        }
    }

    private void WriteQuote(HtmlNode node)
    {
        lines.Open("> ", "> ");
        _previous = null;
        Write(node.Children);
        _previous = lines.Close() ? "quote" : null;
    }

    /// <summary>
    /// Lists that follow one another would be one list with the same sign. A list of one item below a quotation gets a hyphen: so newsletters write who said it.
    /// </summary>
    private void WriteList(HtmlNode node)
    {
        var isOrdered = node.Name == "ol";
        var items = node.Children.Where(child => !child.IsBlankText).ToList();
        var isTight = !items.Exists(item => item.Children.Exists(child => child.Name == "p"));
        var isHyphen = _previous == "*" || (_previous == "quote" && items.Count == 1);
        var sign = (isOrdered, isHyphen) switch
        {
            (true, _) => _previous == "." ? ")" : ".",
            (_, true) => "-",
            _ => "*",
        };
        var number = isOrdered ? FirstNumber(node) : 0;
        foreach (var item in items)
        {
            // An empty item is no item: a list that began with its second one would not stand right below words.
            var isWritten = WriteItem(
                item,
                isOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number}{sign} ") : sign + " ",
                isTight
            );
            number += isWritten ? 1 : 0;
            lines.IsSeparated &= !isTight;
        }

        lines.IsSeparated = true;
        _previous = sign;
    }

    private static int FirstNumber(HtmlNode node) =>
        int.TryParse(node.Start, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start < HighestNumber / 2 ? start : 1;

    private bool WriteItem(HtmlNode item, string marker, bool isTight)
    {
        lines.Open(marker, new string(' ', marker.Length));
        _previous = null;
        // What stands in a list and is no item is one all the same.
        Write(item.Name == "li" ? item.Children : [item], isTight);
        return lines.Close();
    }

    /// <summary>A numbered list interrupts words only when it begins with 1.</summary>
    private static bool BeginsRightBelow(HtmlNode node) => node.Name == "ul" || (node.Name == "ol" && FirstNumber(node) == 1);

    /// <summary>A fence longer than any in the code.</summary>
    private void WriteCode(HtmlNode node)
    {
        var code = HtmlText.Preformatted(node).ReplaceLineEndings("\n");
        code = string.Concat(code.Where(sign => sign >= ' ' || sign is '\n' or '\t'));
        code = (code.StartsWith('\n') ? code[1..] : code).TrimEnd('\n', ' ');
        if (code.Length > 0)
        {
            var fence = new string('`', Math.Max(3, MarkdownText.LongestRun(code) + 1));
            WriteText($"{fence}{Language(node)}\n{code}\n{fence}");
        }
    }

    private static string Language(HtmlNode node)
    {
        var classes = node.Descendants().Select(inner => inner.Class ?? "").SelectMany(names => names.Split(' '));
        var language = classes.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?["language-".Length..] ?? "";
        return language.Length < 30 && language.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '-' or '_') ? language : "";
    }

    /// <summary>A line for each row, its cells side by side.</summary>
    private void WriteTable(HtmlNode table)
    {
        var rows = table
            .Descendants()
            .Where(row => row.Name is "tr" or "caption")
            .Select(row => row.Name == "tr" ? row.Children.Where(cell => cell.Name is "td" or "th") : [row])
            .Select(cells => cells.Select(cell => MarkdownInlines.Of(links, cell.Children, isOneLine: true)))
            .Select(cells => string.Join(" | ", cells.Where(cell => cell.Length > 0)))
            .Where(row => row.Length > 0);
        WriteText(string.Join("\\\n", rows));
    }
}
