using System.Text;

namespace Syndicator.Issues;

/// <summary>A quote while its section is read: runs of blocks, and what follows them.</summary>
internal sealed class QuoteDraft
{
    private readonly List<(int Start, int End)> _runs = new(1);
    private Attribution? _attribution;

    /// <summary>Whether what follows belongs to another quote.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Where the quote ends inside its last block; 0 when it is the whole block.</summary>
    public int Cut { get; set; }

    /// <summary>Where the words were said, when the introduction says it and nothing else does: <c>On #rust IRC</c>.</summary>
    public Attribution? Place { get; init; }

    public void Extend(int start, int end) => _runs.Add((start, end));

    public void Close(Attribution attribution)
    {
        _attribution = attribution;
        IsClosed = true;
    }

    /// <summary>Null when nothing is quoted.</summary>
    public Quote? Finish(Reading reading, IReadOnlyList<Thanks> thanks)
    {
        var text = reading.Text;
        if (_attribution is null)
        {
            TakeAttributionFromInside(text);
            _attribution ??= Place;
        }

        var words = Words(text, out var lastLine);
        if (words.Length == 0)
        {
            return null;
        }

        var isCutBlock = Cut > 0 && _runs.Count == 1 && _runs[0].End - _runs[0].Start == 1;
        var voices = new QuoteVoices();
        if (isCutBlock)
        {
            voices.Add(words);
        }
        else
        {
            AddVoices(voices, reading, Cut > 0 ? lastLine : int.MaxValue);
        }

        var (layout, codeSpans) = CodeMarks.Take(voices.Finish());
        return new Quote(words, text.Blocks[_runs[0].Start].Line, _attribution, thanks)
        {
            Layout = layout,
            CodeSpans = codeSpans,
            EndLine = lastLine,
            VoiceCount = voices.Count,
        };
    }

    /// <summary>An attribution without a blank line before it is the last line of the quote for Markdown.</summary>
    private void TakeAttributionFromInside(IssueText text)
    {
        var (start, end) = _runs[^1];
        ref readonly var last = ref text.Blocks[end - 1];
        var line = text.LineStart(last.Start, last.End);
        var isOnly = _runs.Count == 1 && end - start == 1 && line == last.Start;
        var span = text.Span(line, last.End);
        if (!isOnly && last.Kind == TextBlockKind.Paragraph && span.Length > 2 && span[0] is '–' or '—' && span[1] is ' ' or '[')
        {
            _attribution = AttributionReader.Read(text, last, line, last.End);
            Cut = Math.Max(line, 1);
        }
    }

    private string Words(IssueText text, out int lastLine)
    {
        var result = new StringBuilder();
        lastLine = 0;
        for (var run = 0; run < _runs.Count; run++)
        {
            for (var i = _runs[run].Start; i < _runs[run].End; i++)
            {
                ref readonly var block = ref text.Blocks[i];
                var isLast = run == _runs.Count - 1 && i == _runs[run].End - 1;
                var end = isLast && Cut > 0 ? Cut : block.End;
                var words = text.Span(block.Start, end).TrimEnd();
                if (words.IsEmpty)
                {
                    continue;
                }

                result.Append(result.Length > 0 ? " " : "").Append(words);
                lastLine = text.LineAt(block.Start + words.Length - 1);
            }
        }

        return result.ToString();
    }

    private void AddVoices(QuoteVoices voices, Reading reading, int lastLine)
    {
        var last = -1;
        foreach (var (start, end) in _runs)
        {
            for (var i = start; i < end; i++)
            {
                ref readonly var block = ref reading.Text.Blocks[i];
                if (block.TopLevel == last)
                {
                    continue;
                }

                last = block.TopLevel;
                var layout = new QuoteLayout(lastLine);
                layout.Add(reading.Document[last]);
                if (block.QuoteDepth > 0)
                {
                    voices.Add(layout.ToString());
                }
                else
                {
                    voices.AddUnmarked(layout.ToString());
                }
            }
        }
    }
}
