using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

/// <summary>A published case: a document with a comment that says what a reader finds in it.</summary>
internal sealed partial class FeedVector
{
    private static readonly Uri _server = new("http://127.0.0.1:8097/");

    public FeedVector(string root, string path)
    {
        Name = Path.GetRelativePath(root, path).Replace('\\', '/');
        var bytes = File.ReadAllBytes(path);
        var comment = Comment(bytes);
        Expectation = Expect().Match(comment).Groups["text"].Value.Trim();
        var location = Header(comment, "Content-Location");
        Address = location is null ? _server : new Uri(_server, location);
        Reading = FeedReader.Read(bytes, Header(comment, "Content-type"), Address);
    }

    /// <summary>Below the folder of all cases.</summary>
    public string Name { get; }

    /// <summary>As it stands in the comment; empty when there is none.</summary>
    public string Expectation { get; }
    public Uri Address { get; }
    public FeedReading Reading { get; }

    public static IReadOnlyList<FeedVector> All()
    {
        var root = Shared.Need("conformance", "feeds");
        return
        [
            .. Directory
                .EnumerateFiles(root, "*.xml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => new FeedVector(root, path)),
        ];
    }

    /// <summary>The comment is ASCII or UTF-8, if need be with zeros between.</summary>
    private static string Comment(byte[] bytes) => Encoding.UTF8.GetString([.. bytes.Take(4000).Where(each => each != 0)]);

    private static string? Header(string comment, string name) =>
        Headers().Matches(comment).FirstOrDefault(header => header.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            is { } found
            ? found.Groups["value"].Value.Trim()
            : null;

    [GeneratedRegex(@"^\s*Expect:(?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Expect();

    [GeneratedRegex(@"^\s*Header:\s*(?<name>[A-Za-z-]+):(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Headers();
}

/// <summary>What an expectation came to.</summary>
internal enum Verdict
{
    Holds,
    Fails,
    NotOurs,
}

/// <summary>Judges the forms that occur: comparisons with texts, numbers and times, joined by <c>and</c>.</summary>
internal static partial class FeedExpectation
{
    public static (Verdict Verdict, string Detail) Judge(FeedVector vector)
    {
        var verdicts = vector
            .Expectation.Split(" and ", StringSplitOptions.TrimEntries)
            .Where(clause => clause is not ("not bozo" or "bozo" or "1"))
            .Select(clause => Clause(vector, Unwrapped(clause)))
            .ToList();
        return verdicts.Count == 0 ? (Verdict.NotOurs, "only whether it is well formed")
            : verdicts.FirstOrDefault(each => each.Verdict == Verdict.Fails) is { Detail: not null } failure ? failure
            : verdicts.FirstOrDefault(each => each.Verdict == Verdict.Holds) is { Detail: not null } success ? success
            : verdicts[0];
    }

    private static string Unwrapped(string clause) => clause.StartsWith('(') && clause.EndsWith(')') ? clause[1..^1] : clause;

    private static (Verdict Verdict, string Detail) Clause(FeedVector vector, string clause)
    {
        var sides = clause.Split(" == ", StringSplitOptions.TrimEntries);
        var results = sides[..^1].Select(path => Compare(vector, path, sides[^1])).ToList();
        return results.Count == 0 ? (Verdict.NotOurs, Field(clause))
            : results.FirstOrDefault(each => each.Verdict != Verdict.Holds) is { Detail: not null } other ? other
            : results[0];
    }

    private static (Verdict Verdict, string Detail) Compare(FeedVector vector, string path, string literal)
    {
        if (Question(path) is not { } question)
        {
            return (Verdict.NotOurs, Field(path));
        }

        if (vector.Reading.Feed is not { } feed || (question.Entry is { } index && index >= feed.Entries.Count))
        {
            return (Verdict.Fails, $"{path}: nothing was read");
        }

        var entry = question.Entry is { } number ? feed.Entries[number] : null;
        var (actual, holds) = question.Field switch
        {
            "title" => Text(entry is null ? feed.Title : entry.Title, literal),
            "link" => Text(entry!.Link, literal),
            "id" => Text(entry!.Id, literal),
            "author" => Text(entry!.Author, literal),
            "html" when path.StartsWith("ord(", StringComparison.Ordinal) => Code(entry!.Html, literal),
            "html" => Html(vector, entry!.Html, literal),
            _ => Instant(entry!.PublishedAt, literal),
        };
        return (holds ? Verdict.Holds : Verdict.Fails, $"{path} == {literal}, but {actual}");
    }

    private static (int? Entry, string Field)? Question(string path) =>
        Path().Match(path) is { Success: true } match && FieldOf(match) is { } field
            ? (match.Groups["index"].Success ? int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) : null, field)
            : null;

    private static string? FieldOf(Match match) =>
        (match.Groups["index"].Success, match.Groups["field"].Value) switch
        {
            (_, "title" or "title_detail']['value") => "title",
            (true, "link") => "link",
            (true, "id" or "guid") => "id",
            (true, "author" or "author_detail']['name") => "author",
            (true, "summary" or "description" or "summary_detail']['value" or "content'][0]['value") => "html",
            (true, "published" or "updated" or "created" or "issued" or "modified" or "date") => "instant",
            (true, "published_parsed" or "updated_parsed" or "created_parsed" or "issued_parsed" or "modified_parsed" or "date_parsed") =>
                "instant",
            _ => null,
        };

    private static (string Actual, bool Holds) Text(string? actual, string literal)
    {
        var expected = Literal(literal);
        return (actual ?? "nothing", actual == Collapsed(expected) || actual == HtmlMarkdown.PlainText(expected));
    }

    private static (string Actual, bool Holds) Code(string? actual, string literal) =>
        (
            actual ?? "nothing",
            actual is not null && HtmlMarkdown.PlainText(actual) == ((char)int.Parse(literal, CultureInfo.InvariantCulture)).ToString()
        );

    /// <summary>The same words and links; or, where the case expects plain text, the same text.</summary>
    private static (string Actual, bool Holds) Html(FeedVector vector, string? actual, string literal)
    {
        var expected = Literal(literal);
        return (
            actual ?? "nothing",
            actual is not null
                && (
                    HtmlMarkdown.Convert(actual, vector.Address) == HtmlMarkdown.Convert(expected, vector.Address)
                    || HtmlMarkdown.PlainText(actual) == Collapsed(expected)
                )
        );
    }

    private static (string Actual, bool Holds) Instant(DateTimeOffset? actual, string literal)
    {
        var expected = literal.StartsWith('(')
            ? Tuple(literal[1..^1].Split(',').Take(6).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            : FeedDate.Parse(Literal(literal));
        return ($"{actual:O}", actual is not null && actual == expected);
    }

    private static DateTimeOffset Tuple(int[] parts) => new(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], TimeSpan.Zero);

    private static string Literal(string literal) =>
        Regex.Unescape(literal.Trim('"').Trim('\'').Replace("\\'", "'", StringComparison.Ordinal));

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the expectation is about, for counting.</summary>
    private static string Field(string path)
    {
        var names = Names().Matches(path).Select(name => name.Groups["name"].Value).ToList();
        return path.Contains("entries", StringComparison.Ordinal) || path.Contains("feed", StringComparison.Ordinal)
            ? $"{(path.Contains("entries", StringComparison.Ordinal) ? "entry" : "feed")}: {names.FirstOrDefault()}"
            : path;
    }

    [GeneratedRegex(@"^(ord\()?(feed|entries\[(?<index>\d)\])(\['(?<field>.+)'\]|\.(?<field>\w+))\)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Path();

    [GeneratedRegex(@"(\['|\.)(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
