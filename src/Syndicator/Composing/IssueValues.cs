using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Networks.Text;

namespace Syndicator.Composing;

/// <summary>What the placeholders of a template stand for, for one issue on one account.</summary>
internal sealed class IssueValues(IssueDigest digest, Publication publication, Account account, TextRules rules) : ITemplateValues
{
    private readonly Issue _issue = digest.Issue;
    private readonly PublicationValues _common = new(publication, rules);

    public bool IsThread => account.Thread;

    /// <summary>The quote that <c>quote.*</c> speaks of; null: all of them at once.</summary>
    public Quote? Quote { get; init; }

    /// <summary>Longest that a value may be, in the network's unit; a longer one is cut at a word.</summary>
    public int Most { get; init; } = int.MaxValue;

    public ITemplateValues Shortened(int most) => new IssueValues(digest, publication, account, rules) { Quote = Quote, Most = most };

    /// <summary>Whether a text may be cut: what several people said is not, since it might be one's words under another's name.</summary>
    public bool MayCut(string name) => !name.StartsWith("quote.", StringComparison.Ordinal) || Quote is not { VoiceCount: > 1 };

    public RichText Cut(RichText whole, string text) =>
        whole.Sources is [var first, ..]
            ? new RichText(text, [], digest.Cite(first.Line, Unguarded(text.TrimEnd('…').TrimEnd())))
            : whole with
            {
                Text = text,
            };

    private static string Unguarded(string text) => text.Replace("\u2060", "", StringComparison.Ordinal);

    public RichText? Find(string name) =>
        name switch
        {
            "issue.title" => Text(_issue.Title, _issue.TitleLine),
            "issue.number" => _issue.Number is { } number ? Text(number.ToString(CultureInfo.InvariantCulture), _issue.TitleLine) : null,
            "issue.date" => _issue.Date is { } date ? Text(PostText.Day(date), _issue.DateLine) : null,
            "issue.url" => Link(_issue.Url),
            "issue.link" => Linked(_issue.Title, _issue.Url, _issue.TitleLine, LinkPlace.SameLine),
            "crate.names" => Names(_issue.Crates, crate => crate.Name, crate => crate.Line),
            "crate.description" => _issue.Crates is [{ Description: { } description } crate]
                ? Text(description, crate.DescriptionLine)
                : null,
            "crate.sentence" => _issue.Crates is [{ Sentence.Length: > 0 } crate, ..] ? Text(crate.Sentence, crate.Line) : null,
            "crate.links" => CrateLinks(),
            "crate.thanks" => _issue.Crates is [{ IsSelfSuggestion: false } crate, ..] ? People(crate.Thanks, crate.ThanksLine) : null,
            "crate.self" => _issue.Crates is [{ IsSelfSuggestion: true } crate, ..] ? People(crate.Thanks, crate.ThanksLine) : null,
            "quote.text" => QuoteText(),
            "quote.by" => Quote?.Attribution is { } by ? Text(by.Text, by.Line) : null,
            "quote.source" => Quote?.Attribution is { } by ? Linked(by.Text, by.Url, by.Line, LinkPlace.NextLine) : null,
            "quote.url" => Link(Quote?.Attribution?.Url),
            "quote.thanks" => Quote is { Thanks.Count: > 0, IsSelfSuggestion: false } quote ? People(quote.Thanks, quote.ThanksLine) : null,
            "news.first" => digest.News is [var first, ..] ? Text(first.Text, first.Line) : null,
            "news.official" => digest.News is [{ Role: SectionRole.Official or SectionRole.Foundation } first, ..]
                ? Text(first.Text, first.Line)
                : null,
            "community.count" => Count(_issue.CommunityLinks.Count, SectionRole.Community),
            "projects.count" => Count(digest.ProjectCalls.Count, SectionRole.ProjectCalls),
            "speakers.count" => Count(digest.OpenEventCalls.Count, SectionRole.EventCalls),
            "testing.count" => Count(_issue.CallsForTesting.Count, SectionRole.Testing),
            "fcp.count" => Count(_issue.FinalCommentPeriods.Count, SectionRole.FinalCommentPeriod),
            "events.count" => Count(digest.EventCount, SectionRole.Events),
            "week.count" => Count(digest.EventsOfTheWeek.Count, SectionRole.Events),
            _ => _common.Find(name),
        };

    public int ItemCount(string list) =>
        list switch
        {
            "news" => digest.News.Count,
            "testing" => _issue.CallsForTesting.Count,
            "projects" => digest.ProjectCalls.Count,
            "speakers" => digest.OpenEventCalls.Count,
            "fcp" => _issue.FinalCommentPeriods.Count,
            "events" => digest.EventsOfTheWeek.Count,
            _ => throw new InvalidOperationException($"no list is called {list}"),
        };

    public RichText? FindInItem(string list, int index, string name) =>
        list switch
        {
            "news" => FindInLink(digest.News[index], name),
            "testing" => FindInLink(_issue.CallsForTesting[index], name),
            "fcp" => FindInLink(_issue.FinalCommentPeriods[index], name),
            "projects" => FindInProject(digest.ProjectCalls[index], name),
            "speakers" => FindInEventCall(digest.OpenEventCalls[index], name),
            "events" => FindInEvent(digest.EventsOfTheWeek[index], name),
            _ => throw new InvalidOperationException($"no list is called {list}"),
        };

    private RichText? FindInLink(IssueLink link, string name) =>
        name switch
        {
            "text" => Text(link.Text, link.Line),
            "url" => Link(link.Url),
            "link" => Linked(link.Text, link.Url, link.Line, LinkPlace.SameLine),
            "tags" => link.Tags.Count == 0 ? null : Text(string.Join(", ", link.Tags), link.Line),
            "disposition" => Disposition(link),
            _ => Find(name),
        };

    private RichText? FindInProject(ProjectCall call, string name) =>
        name switch
        {
            "text" => Text(call.Text, call.Line),
            "url" => Link(call.Url),
            "link" => Linked(call.Text, call.Url, call.Line, LinkPlace.SameLine),
            "group" => call.Group is { } group && !call.Text.StartsWith(group, StringComparison.OrdinalIgnoreCase)
                ? Text(group, call.GroupLine)
                : null,
            _ => Find(name),
        };

    private RichText? FindInEventCall(EventCall call, string name) =>
        name switch
        {
            "text" => Text(call.DisplayName, call.Line),
            "url" => Link(call.CallUrl),
            "link" => Linked(call.DisplayName, call.CallUrl, call.Line, LinkPlace.SameLine),
            "closes" => call.IsRolling ? null : ClosingDay(call),
            "rolling" => call.IsRolling && call.Closes is { Length: > 0 } always ? Text(always, call.Line) : null,
            "place" => call.Place is { Length: > 0 } place ? Text(place, call.Line) : null,
            "on" => call.EventDate is { Length: > 0 } date ? Days(date, call.Line) : null,
            _ => Find(name),
        };

    private RichText? FindInEvent(IssueEvent happening, string name) =>
        name switch
        {
            "text" => Text(happening.Title, happening.TitleLine),
            "url" => Link(happening.Url),
            "link" => Linked(happening.Title, happening.Url, happening.TitleLine, LinkPlace.SameLine),
            "on" => happening.Written is { Length: > 0 } on ? Text(on, happening.Line) : null,
            "place" => happening.Place is { Length: > 0 } place ? Text(place, happening.Line) : null,
            "by" => happening.Group is { Length: > 0 } group && group != happening.Title ? Text(group, happening.Line) : null,
            _ => Find(name),
        };

    private RichText? ClosingDay(EventCall call) =>
        call.Closes is { Length: > 0 } closes && call.ClosesOn is not null ? Days(closes, call.Line) : null;

    /// <summary>Days in words where there is nothing else; cited as the issue writes them.</summary>
    private RichText? Days(string written, int line) =>
        Text(PostText.FromFirstDigit(written), line) is { } cited
            ? Text(WrittenDays.Of(written, publication.Language), line)! with
            {
                Sources = cited.Sources,
            }
            : null;

    private RichText? Disposition(IssueLink link)
    {
        foreach (var tag in link.Tags)
        {
            if (tag.StartsWith("disposition:", StringComparison.OrdinalIgnoreCase))
            {
                return Text(tag["disposition:".Length..].Trim(), link.Line);
            }
        }

        return null;
    }

    private RichText? QuoteText() =>
        Quote is { Layout.Length: > 0 } quote && Text(quote.Layout, quote.Line) is { } text
            ? text with
            {
                Unbroken = Unbroken.Mark(text.Text, quote),
            }
            : null;

    private RichText? CrateLinks()
    {
        var builder = new RichTextBuilder();
        foreach (var crate in _issue.Crates)
        {
            var link = Link(crate.Url);
            if (link is null)
            {
                continue;
            }

            if (builder.Length > 0)
            {
                builder.Append("\n");
            }

            if (_issue.Crates.Count > 1)
            {
                builder.Append(Text(crate.Name, crate.Line)!).Append(": ");
            }

            builder.Append(link);
        }

        return builder.Length == 0 ? null : builder.Build();
    }

    /// <summary>A word where the program knows the language's, else a sign that all know.</summary>
    private string And => publication.Language.StartsWith("en", StringComparison.Ordinal) ? " and " : " & ";

    private RichText? Names<T>(IReadOnlyList<T> things, Func<T, string> name, Func<T, int> line)
    {
        var builder = new RichTextBuilder();
        for (var i = 0; i < things.Count; i++)
        {
            if (Text(name(things[i]), line(things[i])) is { } text)
            {
                builder
                    .Append(
                        builder.Length == 0 ? ""
                        : i == things.Count - 1 ? And
                        : ", "
                    )
                    .Append(text);
            }
        }

        return builder.Length == 0 ? null : builder.Build();
    }

    /// <summary>Names as the issue writes them, each followed by its handle where one is configured for this network.</summary>
    private RichText? People(IReadOnlyList<Thanks> people, int line)
    {
        var builder = new RichTextBuilder();
        for (var i = 0; i < people.Count; i++)
        {
            if (Text(people[i].Name, line) is not { } name)
            {
                continue;
            }

            builder
                .Append(
                    builder.Length == 0 ? ""
                    : i == people.Count - 1 ? And
                    : ", "
                )
                .Append(name);
            if (publication.Handles.Find(people[i].Name, account.Network) is { } handle)
            {
                builder
                    .Append(" (")
                    .Append(new RichText("@" + handle, [new TextEntity(TextEntityKind.Mention, 0, handle.Length + 1, handle)], []))
                    .Append(")");
            }
        }

        return builder.Length == 0 ? null : builder.Build();
    }

    private RichText? Count(int count, SectionRole role)
    {
        if (count == 0)
        {
            return null;
        }

        var text = count.ToString(CultureInfo.InvariantCulture);
        var section = digest.SectionOf(role);
        return section is null ? RichText.Plain(text) : new RichText(text, [], [new PostSource(section.Line, section.Title)]);
    }

    private RichText? Link(string? url) => _common.Shown(SafeUrl(url));

    private enum LinkPlace
    {
        SameLine,
        NextLine,
    }

    /// <summary>Words that link, where the network has markup for it; else the words and the link after them.</summary>
    private RichText? Linked(string words, string? url, int line, LinkPlace place)
    {
        var text = Text(words, line);
        if (text is null || SafeUrl(url) is not { } safe)
        {
            return text;
        }

        if (rules.LinksAreMarkup)
        {
            return text with { Entities = [new TextEntity(TextEntityKind.Link, 0, text.Text.Length, safe)] };
        }

        if (_common.Shown(safe) is not { } link)
        {
            return text;
        }

        var before = text.Text + (place == LinkPlace.SameLine ? ' ' : '\n');
        return text with { Text = before + link.Text, Entities = [link.Entities[0] with { Start = before.Length }] };
    }

    private string? SafeUrl(string? url) => string.IsNullOrEmpty(url) ? null : digest.SafeUrl(url);

    private RichText? Text(string text, int line)
    {
        var clean = PostText.Clean(text).Trim();
        if (clean.Length == 0)
        {
            return null;
        }

        var shown = Shorten(clean);
        return shown is null ? null : new RichText(rules.Guard(shown), [], digest.Cite(line, shown.TrimEnd('…').TrimEnd()));
    }

    private string? Shorten(string text) =>
        // Two is the heaviest a code unit weighs on any network.
        text.Length
            <= Most / 2
        || rules.Measure(text) <= Most
            ? text
            : TextCut.AtWord(text, candidate => rules.Measure(candidate) <= Most);
}
