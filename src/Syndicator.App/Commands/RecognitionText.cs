using System.Text.Encodings.Web;
using System.Text.Json;
using Syndicator.Nominations;

namespace Syndicator.App.Commands;

/// <summary>A recognition as programs read it (docs/nominations.md: stable) and as people do.</summary>
internal static class RecognitionText
{
    // The output is no HTML; people read it in terminals.
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json(RecognizedPost post) => JsonSerializer.Serialize(Shape(post), s_json);

    public static string Json(int line, string problem) => JsonSerializer.Serialize(new { line, error = problem }, s_json);

    public static string ForPeople(RecognizedPost post)
    {
        var nominees = Nominees(post).Select(Words).ToList();
        var what = string.Join(", ", Kinds(post)) + (nominees.Count == 0 ? "" : ": " + string.Join("; ", nominees));
        var marks = (IsSelf(post) ? " [self-suggestion]" : "") + (IsQuotable(post) ? "" : " [not public]");
        return OneLine.Of($"{what}{marks} ({post.Recognition.Why})", 1000);
    }

    private static object Shape(RecognizedPost post)
    {
        var kinds = Kinds(post);
        return new
        {
            kind = kinds[0],
            kinds,
            nominees = Nominees(post).Select(Shape).ToList(),
            selfSuggestion = IsSelf(post),
            quotable = IsQuotable(post),
            why = post.Recognition.Why,
        };
    }

    private static IReadOnlyList<string> Kinds(RecognizedPost post) =>
        post.Recognition.Match<IReadOnlyList<string>>(
            nominates =>
                [
                    .. nominates
                        .Proposals.Select(proposal => proposal.Nominee.Kind)
                        .Distinct()
                        .Order()
                        .Select(kind => kind.ToString().ToLowerInvariant()),
                ],
            _ => ["endorsement"],
            _ => ["unsorted"],
            _ => ["nothing"]
        );

    private static IEnumerable<Nominee> Nominees(RecognizedPost post) =>
        post.Recognition is Recognition.Nominates nominates
            ? nominates.Proposals.Select(proposal => proposal.Nominee).OrderBy(nominee => nominee.Kind)
            : post.Supported;

    private static object Shape(Nominee nominee) =>
        nominee.Match<object>(
            crate => new
            {
                kind = "crate",
                name = crate.Name,
                url = crate.Url,
            },
            quote => new
            {
                kind = "quote",
                text = quote.Text,
                speaker = quote.Speaker,
                source = quote.SourceUrl,
            },
            link => new
            {
                kind = "link",
                url = link.Url,
                title = link.Title,
            },
            call => new
            {
                kind = "call",
                url = call.Url,
                title = call.Title,
            }
        );

    private static string Words(Nominee nominee) =>
        nominee.Match(
            crate => crate.Name ?? crate.Url ?? "",
            quote => $"“{quote.Text}” – {quote.Speaker ?? "nobody named"}",
            link => link.Url,
            call => call.Url
        );

    private static bool IsSelf(RecognizedPost post) =>
        post.Recognition is Recognition.Nominates nominates && nominates.Proposals.Any(proposal => proposal.IsSelfSuggestion);

    private static bool IsQuotable(RecognizedPost post) =>
        post.Recognition is Recognition.Nominates nominates
            ? nominates.Proposals.All(proposal => proposal.IsQuotable)
            : post.Arrival is { Post.IsPublic: true } arrival && arrival.Quoted?.IsPublic != false && post.IsSupportedPublic;
}
