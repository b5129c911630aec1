namespace Syndicator.Issues;

/// <summary>Reads the crate section: which crates, what they are, whom to thank.</summary>
internal static class CrateReader
{
    private static readonly string[] _declaresNone = ["no crate", "without a crate", "lack of a crate"];
    private static readonly string[] _soundsLikeNone = ["no nominat", "no suggest", "no vote", "lack of", "sadly", "lacking"];
    private static readonly string[] _personPaths = ["/users/", "/u/", "/user/", "twitter.com/", "mailto:"];

    public static List<CrateOfTheWeek> Read(Reading reading, in SectionBody body)
    {
        var text = reading.Text;
        var crates = new List<CrateOfTheWeek>(1);
        var thanks = new List<Thanks>(1);
        var (thanksLine, isSelf, isNone) = (0, false, false);
        foreach (var block in text.Blocks[body.First..body.End])
        {
            if (body.Role == SectionRole.CrateAndQuote && block.QuoteDepth > 0)
            {
                break;
            }

            if (block.Kind != TextBlockKind.Paragraph || block.QuoteDepth > 0)
            {
                continue;
            }

            var (thanksStart, thanksEnd) = ThanksReader.Find(text, block);
            if (thanksStart >= 0)
            {
                ThanksReader.Read(text, block, thanksStart, thanksEnd, thanks);
                thanksLine = thanksLine == 0 ? text.LineAt(thanksStart) : thanksLine;
            }

            var span = text.Span(block);
            isSelf |= SelfSuggestion.IsIn(span, thanksStart >= 0 ? text.Span(thanksStart, thanksEnd) : default);
            isNone |= crates.Count == 0 && span.MentionsAny(_declaresNone);
            if (!isNone && (crates.Count == 0 || block.ItemDepth > 0))
            {
                AddCrates(text, block, thanksStart < 0 ? block.End : thanksStart, crates);
            }
        }

        ReportMissing(reading, body, crates.Count, isNone);
        for (var i = 0; i < crates.Count; i++)
        {
            crates[i] = crates[i] with { Thanks = thanks, ThanksLine = thanks.Count > 0 ? thanksLine : 0, IsSelfSuggestion = isSelf };
        }

        return crates;
    }

    private static void ReportMissing(Reading reading, in SectionBody body, int count, bool isNone)
    {
        if (count > 0 || isNone)
        {
            return;
        }

        foreach (var block in reading.Text.Blocks[body.First..body.End])
        {
            if (Prose.IsBoilerplate(reading.Text, block) || block.IsEmpty)
            {
                continue;
            }

            if (!reading.Text.Span(block).MentionsAny(_soundsLikeNone))
            {
                reading.Fail(
                    "crate-not-found",
                    block.Line,
                    "The crate section names no crate that can be recognised.",
                    "Write it as \"This week's crate is [name](url), what it is.\", or say that no crate was nominated."
                );
            }

            return;
        }
    }

    private static void AddCrates(IssueText text, in TextBlock block, int end, List<CrateOfTheWeek> crates)
    {
        var first = crates.Count;
        var starts = new List<TextLink>(2);
        var isPlural = false;
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            var link = text.Links[i];
            if (link.Start >= end || link.End <= link.Start || IsNoCrate(text, block, link))
            {
                continue;
            }

            if (starts.Count == 0)
            {
                starts.Add(link);
                isPlural = text.Span(block.Start, link.Start).Mentions("crates");
            }
            else if (isPlural && BeginsAnother(text.Span(block.Start, link.Start)))
            {
                starts.Add(link);
            }
        }

        for (var i = 0; i < starts.Count; i++)
        {
            var limit = i + 1 < starts.Count ? starts[i + 1].Start : end;
            crates.Add(Crate(text, block, end, starts[i].Url, starts[i], limit));
        }

        if (crates.Count == first && block.LinkEnd == block.FirstLink)
        {
            AddUnlinked(text, block, end, crates);
        }
    }

    /// <summary><c>This week's crate is name, a ...</c> without a link; anything less clear is left to the diagnostics.</summary>
    private static void AddUnlinked(IssueText text, in TextBlock block, int end, List<CrateOfTheWeek> crates)
    {
        var span = text.Span(block);
        var at = span.IndexOf("crate is ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return;
        }

        at += "crate is ".Length;
        var length = span[at..].IndexOfAnyExcept(_nameCharacters);
        if (length > 0 && (span[(at + length)..].StartsWith(", a ") || span[(at + length)..].StartsWith(", an ")))
        {
            var link = new TextLink(block.Start + at, block.Start + at + length, "", text.LineAt(block.Start + at));
            crates.Add(Crate(text, block, end, null, link, block.End));
        }
    }

    private static readonly System.Buffers.SearchValues<char> _nameCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    /// <param name="sentenceEnd">Where the paragraph turns to thanks.</param>
    private static CrateOfTheWeek Crate(IssueText text, in TextBlock block, int sentenceEnd, string? url, in TextLink link, int limit)
    {
        var end = Math.Min(limit, Prose.SentenceEnd(text, block, link.End));
        var (start, description) = CrateDescription.Read(text, link.End, end);
        return new CrateOfTheWeek(text.Text(link), url, link.Line, [])
        {
            Description = description,
            DescriptionLine = description is null ? 0 : text.LineAt(start),
            Sentence = WithoutDoubledStop(text.Span(block.Start, sentenceEnd).TrimEnd()).ToString(),
        };
    }

    /// <summary>Two full stops at the end are a slip; three are meant.</summary>
    private static ReadOnlySpan<char> WithoutDoubledStop(ReadOnlySpan<char> sentence) =>
        sentence.EndsWith("..") && !sentence.EndsWith("...") ? sentence[..^1] : sentence;

    /// <summary>In a list of crates the next one follows a comma, "and" or the start of a sentence; other links stand inside the description.</summary>
    private static bool BeginsAnother(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd();
        return trimmed.IsEmpty
            || trimmed[^1] is ',' or ';' or ':' or '.' or '!'
            || trimmed.EndsWith(" and", StringComparison.OrdinalIgnoreCase)
            || trimmed.EndsWith(" while", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNoCrate(IssueText text, in TextBlock block, in TextLink link)
    {
        var words = text.Span(link);
        return words.Mentions("submit") || words.EndsWith(" thread", StringComparison.OrdinalIgnoreCase) || IsPerson(text, block, link);
    }

    private static bool IsPerson(IssueText text, in TextBlock block, in TextLink link)
    {
        var before = text.Span(block.Start, link.Start).TrimEnd();
        var after = text.Span(link.End, block.End);
        return after.StartsWith("'s ")
            || after.StartsWith("’s ")
            || before.EndsWith("user", StringComparison.OrdinalIgnoreCase)
            || link.Url.AsSpan().MentionsAny(_personPaths);
    }
}
