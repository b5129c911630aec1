using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndicator.Issues;

/// <summary>Reads the quote section: one or more quotes, each a run of blocks that ends with its attribution, and the thanks.</summary>
internal sealed class QuoteReader
{
    private static readonly string[] _soundsLikeNone = ["no quote", "sadly", "alas", "without any", "lack of", "no nominat", "no suggest"];

    private readonly Reading _reading;
    private readonly IssueText _text;
    private readonly SectionBody _body;
    private readonly List<QuoteDraft> _quotes = new(1);
    private readonly List<QuoteThanks> _thanks = new(1);
    private bool _isNone;
    private bool _isImage;
    private int _firstUnread = -1;
    private bool[]? _follows;
    private int? _lastQuoted;
    private Attribution? _place;

    private QuoteReader(Reading reading, in SectionBody body)
    {
        _reading = reading;
        _text = reading.Text;
        _body = body;
    }

    public static List<Quote> Read(Reading reading, in SectionBody body)
    {
        var reader = new QuoteReader(reading, body);
        reader.ReadRuns();
        return reader.Finish();
    }

    private void ReadRuns()
    {
        var end = _body.First;
        for (var start = _body.First; start < _body.End; start = end)
        {
            end = EndOfRun(start);
            ref readonly var block = ref _text.Blocks[start];
            if (IsQuoted(block))
            {
                OpenQuote().Extend(start, end);
            }
            else if (!ReadPlain(start, end))
            {
                return;
            }
        }
    }

    /// <summary>A block that is not quoted; false when the rest of the section is boilerplate.</summary>
    private bool ReadPlain(int start, int end)
    {
        ref readonly var block = ref _text.Blocks[start];
        var (thanksStart, thanksEnd) = ThanksReader.Find(_text, block);
        if (thanksStart < 0 && Prose.IsBoilerplate(_text, block) && !HasQuoteBelow(end))
        {
            return false;
        }

        _isImage |= block.IsEmpty && (block.Kind == TextBlockKind.Html || block.Source.Inline?.FirstChild is LinkInline { IsImage: true });
        var quote = _quotes.Count > 0 ? _quotes[^1] : null;
        var before = thanksStart < 0 ? block.End : thanksStart;
        if (before > block.Start)
        {
            ReadWords(quote, start, end, before);
        }

        if (thanksStart >= 0 && _quotes.Count > 0)
        {
            var names = new List<Thanks>(1);
            ThanksReader.Read(_text, block, thanksStart, thanksEnd, names);
            var isSelf = SelfSuggestion.IsIn(_text.Span(block), _text.Span(thanksStart, thanksEnd));
            _thanks.Add(new QuoteThanks(_quotes.Count, _text.LineAt(thanksStart), names, isSelf));
            _quotes[^1].IsClosed = true;
        }

        return true;
    }

    private void ReadWords(QuoteDraft? quote, int start, int end, int before)
    {
        ref readonly var block = ref _text.Blocks[start];
        if (quote is null)
        {
            ReadUnquoted(start, end, before);
        }
        else if (quote.IsClosed)
        {
            // A remark of the editors.
        }
        else if (IsDashed(block))
        {
            quote.Close(AttributionReader.Read(_text, block, block.Start, before));
        }
        else if (AttributionFollows(end))
        {
            quote.Extend(start, end);
        }
        else if (AttributionReader.IsUndashed(_text, block))
        {
            quote.Close(AttributionReader.Read(_text, block, block.Start, before));
        }
        else
        {
            quote.IsClosed = true;
        }
    }

    /// <summary>Words before any block quote: an introduction, or, in some years, the quote itself.</summary>
    private void ReadUnquoted(int start, int end, int before)
    {
        ref readonly var block = ref _text.Blocks[start];
        if (block.IsEmpty || HasQuoteBelow(end))
        {
            var says = _text.Span(block).Begins("On ") || _text.Span(block).Begins("From ");
            _place ??= says ? AttributionReader.Read(_text, block, block.Start, before) : null;
            return;
        }

        if (InlineQuoteEnd(block, before) is var close and > 0)
        {
            var quote = OpenQuote();
            quote.Extend(start, end);
            quote.Cut = close;
            if (close < before)
            {
                quote.Close(AttributionReader.Read(_text, block, close, before));
            }
        }
        else if (block.Kind is TextBlockKind.Code or TextBlockKind.Html || (!IsDashed(block) && AttributionFollows(end)))
        {
            OpenQuote().Extend(start, end);
        }
        else if (_text.Span(block).MentionsAny(_soundsLikeNone))
        {
            _isNone = true;
        }
        else if (_firstUnread < 0)
        {
            _firstUnread = start;
        }
    }

    /// <summary>Where <c>"quote" — who</c> in one paragraph has its closing mark; 0 when the paragraph is no such quote.</summary>
    private int InlineQuoteEnd(in TextBlock block, int before)
    {
        var span = _text.Span(block.Start, before);
        if (span.IsEmpty || span[0] is not ('"' or '“'))
        {
            return 0;
        }

        var close = span.LastIndexOfAny('"', '”');
        return close > 0 ? block.Start + close + 1 : 0;
    }

    private QuoteDraft OpenQuote()
    {
        if (_quotes.Count == 0 || _quotes[^1].IsClosed)
        {
            _quotes.Add(new QuoteDraft { Place = _quotes.Count == 0 ? _place : null });
        }

        return _quotes[^1];
    }

    private int EndOfRun(int start)
    {
        var end = start + 1;
        while (end < _body.End && _text.Blocks[end].TopLevel == _text.Blocks[start].TopLevel)
        {
            end++;
        }

        return end;
    }

    private static bool IsQuoted(in TextBlock block) => block.QuoteDepth > 0;

    /// <summary>A dash, or the list with one item that a hyphen makes.</summary>
    private bool IsDashed(in TextBlock block) =>
        AttributionReader.BeginsWithDash(_text.Span(block))
        || (block.ItemDepth == 1 && _reading.Document[block.TopLevel] is ListBlock { Count: 1, BulletType: '-' });

    /// <summary>Whether an attribution comes before any thanks or boilerplate.</summary>
    private bool AttributionFollows(int from)
    {
        _follows ??= Follows();
        return _follows[from - _body.First];
    }

    private bool HasQuoteBelow(int from)
    {
        _lastQuoted ??= LastQuoted();
        return _lastQuoted >= from;
    }

    /// <summary>Backwards in one pass, because the question is asked at every block of a long conversation.</summary>
    private bool[] Follows()
    {
        var follows = new bool[_body.End - _body.First + 1];
        for (var i = _body.End - 1; i >= _body.First; i--)
        {
            ref readonly var block = ref _text.Blocks[i];
            var (here, next) = (i - _body.First, i - _body.First + 1);
            follows[here] = IsQuoted(block)
                ? follows[next]
                : IsDashed(block) || (follows[next] && ThanksReader.Find(_text, block).Start < 0 && !Prose.IsBoilerplate(_text, block));
        }

        return follows;
    }

    private int LastQuoted()
    {
        var last = _body.End - 1;
        while (last >= _body.First && !IsQuoted(_text.Blocks[last]))
        {
            last--;
        }

        return last;
    }

    private List<Quote> Finish()
    {
        var result = new List<Quote>(_quotes.Count);
        var at = 0;
        for (var i = 0; i < _quotes.Count; i++)
        {
            while (at < _thanks.Count && _thanks[at].After <= i)
            {
                at++;
            }

            var thanks = at < _thanks.Count ? _thanks[at] : null;
            if (_quotes[i].Finish(_reading, thanks?.Names ?? []) is { } quote)
            {
                var previous = result.Count > 0 && (at == 0 || _thanks[at - 1].After < i) ? result[^1] : null;
                result.Add(
                    quote with
                    {
                        ThanksLine = thanks is { Names.Count: > 0 } ? thanks.Line : 0,
                        IsSelfSuggestion = thanks is { IsSelf: true },
                        ContinuesPrevious = Continues(quote, previous),
                    }
                );
            }
        }

        if (result.Count == 0 && !_isNone)
        {
            ReportMissing();
        }

        return result;
    }

    /// <param name="quote">The later quote.</param>
    /// <param name="previous">The one before it, with no thanks in between; else null.</param>
    private static bool Continues(Quote quote, Quote? previous) =>
        previous is not null
        && quote.Attribution is { } attribution
        && (
            attribution.Text.AsSpan().Begins("and ")
            || (previous.Attribution is { } other && string.IsNullOrEmpty(other.Url) && !string.IsNullOrEmpty(attribution.Url))
        );

    private void ReportMissing()
    {
        if (_isImage)
        {
            _reading.Warn("quote-is-image", _body.Line, "The quote is an image; there is no text to post.");
        }
        else if (_firstUnread >= 0 && _body.Role == SectionRole.Quote)
        {
            _reading.Fail(
                "quote-not-found",
                _text.Blocks[_firstUnread].Line,
                "The quote section has text but no quote that can be recognised.",
                "Write the quote with > at the start of each line, or say that no quote was selected."
            );
        }
    }
}

/// <summary>A sentence of thanks: for all quotes before it that have none yet.</summary>
/// <param name="After">How many quotes stand before it.</param>
/// <param name="IsSelf">Whether it calls them self-suggestions.</param>
internal sealed record QuoteThanks(int After, int Line, List<Thanks> Names, bool IsSelf);
