using System.Buffers;

namespace Syndicator.Issues;

/// <summary>What an unfinished file shows in its text: placeholders, conflict markers, links without a target. Comments do not count.</summary>
internal static class IssueCheckText
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    private static readonly SearchValues<string> _signs = SearchValues.Create(
        [CommentStart, "](", "] (http", "_HERE", "$twir_", "_issue_", "_events_", "goes here", "go here", "<<<<<<<", "=======", ">>>>>>>"],
        StringComparison.Ordinal
    );

    public static void Run(IssueCheckFindings findings)
    {
        var text = new TextPlace(findings.Markdown);
        while (text.MoveToAny(_signs))
        {
            text.Skip(Judge(findings, text));
        }
    }

    /// <summary>Judges the sign at the current place and returns how many characters are done.</summary>
    private static int Judge(IssueCheckFindings findings, TextPlace text) =>
        text.Rest[0] switch
        {
            '<' when text.Rest.StartsWith(CommentStart, StringComparison.Ordinal) => SkipComment(findings, text),
            '<' or '=' or '>' => JudgeConflict(findings, text),
            ']' => JudgeLink(findings, text),
            'g' => JudgeSectionPlaceholder(findings, text),
            _ => JudgeName(findings, text),
        };

    private static int SkipComment(IssueCheckFindings findings, TextPlace text)
    {
        if (text.IsInCode())
        {
            return CommentStart.Length;
        }

        var end = text.Rest.IndexOf(CommentEnd, StringComparison.Ordinal);
        if (end >= 0)
        {
            return end + CommentEnd.Length;
        }

        findings.Hold("unclosed-comment", text.Line, "The comment that begins here never ends; nothing below it is shown.", "End it with \"-->\".");
        return text.Rest.Length;
    }

    private static int JudgeConflict(IssueCheckFindings findings, TextPlace text)
    {
        var sign = text.Rest[0];
        var length = text.Rest.IndexOfAnyExcept(sign);
        length = length < 0 ? text.Rest.Length : length;
        // A line of = may underline a heading; it belongs to a conflict where one was opened.
        var isMarker = length == 7 && text.IsAtLineStart && (sign == '=' ? text.ConflictIsOpen : text.Rest[length..] is [' ', not '>', ..]);
        if (isMarker)
        {
            text.ConflictIsOpen = sign != '>';
            findings.Hold(
                "conflict-marker",
                text.Line,
                $"A merge left its marker \"{text.Rest[..length]}\".",
                "Decide which of the two texts is right and remove the markers."
            );
        }

        return length;
    }

    private static int JudgeLink(IssueCheckFindings findings, TextPlace text)
    {
        var target = text.Rest[1..].TrimStart(' ')[1..];
        if (text.Rest[1] == ' ' || target.StartsWith("(http", StringComparison.Ordinal))
        {
            if (!text.IsInCode())
            {
                findings.Warn(
                    "broken-link",
                    text.Line,
                    "This looks like a link and is none.",
                    "Write [text](url) without a blank or a second bracket in between."
                );
            }
        }
        else if (IsEmpty(target) && !text.IsInCode())
        {
            findings.Hold("empty-link", text.Line, "A link has no target.", "Put the address between the brackets.");
        }

        return 2;
    }

    private static bool IsEmpty(ReadOnlySpan<char> target)
    {
        target = target.TrimStart(" \t");
        return target.StartsWith(')') || (target.StartsWith("<>") && target[2..].TrimStart(" \t").StartsWith(')'));
    }

    /// <summary>"COTW goes here" as a line of its own.</summary>
    private static int JudgeSectionPlaceholder(IssueCheckFindings findings, TextPlace text)
    {
        var line = text.WholeLine.Trim(" \t*_-+[]().!");
        if (line.Count(' ') is > 0 and <= 4 && (line.EndsWith("goes here") || line.EndsWith("go here")) && !text.IsInCode())
        {
            findings.Hold("placeholder", text.Line, $"The placeholder \"{line}\" was left in.", "Write what belongs there, or remove the line.");
        }

        return "go here".Length;
    }

    /// <summary><c>INSERT_LINK_HERE</c>, <c>$twir_issue_number</c>.</summary>
    private static int JudgeName(IssueCheckFindings findings, TextPlace text)
    {
        var (name, done) = text.WholeName();
        if (name.StartsWith('$') && !text.IsInCode())
        {
            findings.Hold(
                "template-variable",
                text.Line,
                $"The template's variable {name} was not filled in.",
                "Make the draft anew from the template, or write the value."
            );
        }
        else if (IsLinkPlaceholder(name) && !text.IsInCode())
        {
            ReportPlaceholder(findings, name, text.Line);
        }

        return done;
    }

    private static bool IsLinkPlaceholder(ReadOnlySpan<char> name) =>
        name.EndsWith("_HERE", StringComparison.Ordinal) && name.Length > 5 && name.IndexOfAnyExceptInRange('A', 'Z') > 0 && !name.ContainsAnyInRange('a', 'z');

    private static void ReportPlaceholder(IssueCheckFindings findings, ReadOnlySpan<char> name, int line)
    {
        if (name.SequenceEqual("REDDIT_LINK_HERE"))
        {
            findings.Warn(
                "discussion-not-linked",
                line,
                "The discussion's link is still the placeholder REDDIT_LINK_HERE.",
                "Fill it in once the discussion is open; the issue need not wait for it."
            );
            return;
        }

        findings.Hold("placeholder", line, $"The placeholder {name} was left in.", "Put the real link there.");
    }
}
