using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Markdig.Syntax;

namespace Syndicator.Issues;

/// <summary>Turns an issue's Markdown into what it says. Pure: the same text gives the same issue, and no text makes it throw.</summary>
internal static class IssueReader
{
    private static readonly ConditionalWeakTable<IssueFormat, HeadingRoles> _roles = [];

    /// <param name="file">For messages; nothing is read from it.</param>
    /// <param name="markdown">The whole file with its front matter.</param>
    /// <param name="format">How the publication writes.</param>
    public static Issue Read(string file, string markdown, IssueFormat format)
    {
        var diagnostics = new List<Diagnostic>();
        var frontMatter = FrontMatter.Read(markdown);
        var issue = Head(file, frontMatter, format, diagnostics);
        if (Parse(file, markdown, diagnostics) is not { } document)
        {
            return issue with { Diagnostics = diagnostics };
        }

        var buffer = ArrayPool<char>.Shared.Rent(markdown.Length + 16);
        var reading = new Reading(file, new IssueText(buffer), document, diagnostics);
        try
        {
            return Body(issue, reading, format, frontMatter.BodyLine, CountLines(markdown));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(reading.Text.Buffer);
        }
    }

    private static MarkdownDocument? Parse(string file, string markdown, List<Diagnostic> diagnostics)
    {
        if (MarkdownLimits.FirstExceeded(markdown) is { } limit)
        {
            diagnostics.Add(new Diagnostic(limit.Code, Severity.Error, new SourcePosition(file, limit.Line), limit.Message, limit.Remedy));
            return null;
        }

        if (IssueMarkdown.Parse(markdown) is { } document)
        {
            return document;
        }

        diagnostics.Add(
            new Diagnostic(
                "nested-too-deeply",
                Severity.Error,
                new SourcePosition(file, MarkdownLimits.DeepestLine(markdown)),
                "Quotes, lists or emphasis are nested too deeply to be read.",
                "Remove the nesting; an issue needs three levels at most."
            )
        );
        return null;
    }

    private static Issue Head(string file, FrontMatter frontMatter, IssueFormat format, List<Diagnostic> diagnostics)
    {
        var title = frontMatter.Title ?? "";
        var number = NumberOf(file, frontMatter, diagnostics);
        var date = frontMatter.Day;
        if (title.Length == 0)
        {
            diagnostics.Add(Missing(file, "missing-title", "The front matter has no title.", "Begin the file with \"Title: ...\"."));
        }

        if (date is null)
        {
            diagnostics.Add(
                Missing(
                    file,
                    "missing-date",
                    "The front matter has no day that can be read.",
                    "Add \"Date: YYYY-MM-DD\" below the title.",
                    frontMatter.DateLine
                )
            );
        }

        return new Issue
        {
            File = file,
            Title = title,
            TitleLine = frontMatter.TitleLine,
            DateLine = frontMatter.DateLine,
            Number = number,
            Date = date,
            Url = PageUrl.Make(format, date, title, number),
        };
    }

    private static Diagnostic Missing(string file, string code, string message, string remedy, int line = 1) =>
        new(code, Severity.Error, new SourcePosition(file, Math.Max(1, line)), message, remedy);

    private static int? NumberOf(string file, FrontMatter frontMatter, List<Diagnostic> diagnostics)
    {
        var last = (frontMatter.Title ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        int? inTitle = int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var titled) ? titled : null;
        if (frontMatter.Number is null)
        {
            if (inTitle is null && last is { Length: > 0 } && last.All(char.IsAsciiDigit))
            {
                diagnostics.Add(
                    Missing(
                        file,
                        "unreadable-number",
                        $"The number \"{last}\" in the title is too long.",
                        "Correct it.",
                        frontMatter.TitleLine
                    )
                );
            }

            return inTitle;
        }

        if (!int.TryParse(frontMatter.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            diagnostics.Add(
                Missing(
                    file,
                    "unreadable-number",
                    $"The number \"{frontMatter.Number}\" cannot be read.",
                    "Write it in digits.",
                    frontMatter.NumberLine
                )
            );
            return inTitle;
        }

        if (inTitle is not null && inTitle != number)
        {
            diagnostics.Add(
                Missing(
                    file,
                    "number-differs",
                    string.Create(CultureInfo.InvariantCulture, $"The title says {inTitle}, the number {number}."),
                    "Make them equal.",
                    frontMatter.NumberLine
                )
            );
        }

        return number;
    }

    private static Issue Body(Issue issue, Reading reading, IssueFormat format, int bodyLine, int lineCount)
    {
        var text = reading.Text;
        var writer = new IssueTextWriter(text);
        var headings = new List<int>(32);
        for (var i = 0; i < reading.Document.Count; i++)
        {
            var block = reading.Document[i];
            if (block.Line < bodyLine)
            {
                continue;
            }

            writer.Write(block, i);
            if (block is HeadingBlock)
            {
                headings.Add(text.BlockList.Count - 1);
            }
        }

        var roles = _roles.GetValue(format, static format => new HeadingRoles(format.Headings));
        var outline = new IssueOutline(reading, roles, headings, lineCount);
        return new SectionReaders(reading).Read(issue, outline);
    }

    private static int CountLines(string markdown)
    {
        var count = markdown.AsSpan().Count('\n');
        return markdown.EndsWith('\n') ? count : count + 1;
    }
}
