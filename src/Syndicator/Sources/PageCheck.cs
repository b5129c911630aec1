using System.Globalization;
using Syndicator.Issues;
using Syndicator.Sources.Web;

namespace Syndicator.Sources;

/// <summary>
/// Whether an issue's page is published. The source is ready before the site is, and networks fetch the link's card at the moment of the post.
/// </summary>
/// <param name="site">The publication's site, as configured; it may be on this machine. Pages elsewhere, which a feed may name, must be outside the network.</param>
internal sealed class PageCheck(WebReader reader, Uri site)
{
    private const string AskedAgain = "It is asked again at the next look.";

    /// <returns>Null when the page answers 200 with the issue's title; else why the issue waits.</returns>
    public async Task<Diagnostic?> AskAsync(Issue issue, CancellationToken cancellationToken)
    {
        if (issue.Url is null || !Uri.TryCreate(issue.Url, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
        {
            return Error("page-unknown", issue, "The address of the issue's page is not known.", "Give the issue a title and a date.");
        }

        var answer = await reader.GetAsync(new WebQuestion(page, site) { Accept = "text/html, */*;q=0.5" }, cancellationToken);
        return answer.Match(
            document => Judge(issue, page, document),
            () => throw new System.Diagnostics.UnreachableException(),
            refused => Refused(issue, refused.Status),
            tooLarge =>
                Error(
                    "page-refused",
                    issue,
                    $"The page {OneLine.Of(issue.Url!)} is longer than {tooLarge.MostBytes / 1024 / 1024} MB.",
                    "See what stands there; the issue can be announced without this check."
                ),
            unreachable =>
                Error("page-unreachable", issue, $"The page {OneLine.Of(issue.Url!)} cannot be read: {unreachable.Reason}", AskedAgain)
        );
    }

    private Diagnostic? Judge(Issue issue, Uri page, WebAnswer.Document document)
    {
        if (IsElsewhere(page, document.FinalAddress))
        {
            return Error(
                "page-elsewhere",
                issue,
                $"The page {OneLine.Of(issue.Url!)} leads to {OneLine.Of(document.FinalAddress.AbsoluteUri)}: the issue itself is not published there yet.",
                $"{AskedAgain} If it stays so, correct site or pagePath in publication.yaml."
            );
        }

        return PageText.Holds(WebText.Decode(document.Bytes.Span, document.ContentType), issue.Title)
            ? null
            : Error(
                "page-without-title",
                issue,
                $"The page {OneLine.Of(issue.Url!)} answers, but \"{OneLine.Of(issue.Title)}\" does not stand on it.",
                $"{AskedAgain} If it is published, make the titles of issue and page equal."
            );
    }

    private static Diagnostic Refused(Issue issue, int status) =>
        status is 404 or 410
            ? Error(
                "page-missing",
                issue,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The page {OneLine.Of(issue.Url!)} answers {status}: the site is not published yet."
                ),
                AskedAgain
            )
            : Error(
                "page-refused",
                issue,
                string.Create(CultureInfo.InvariantCulture, $"The page {OneLine.Of(issue.Url!)} answers {status}, not the issue."),
                $"{AskedAgain} If it stays so, see whether the site lets programs read it."
            );

    /// <summary>On another host (with or without <c>www.</c> is the same one), or at the front page, where some sites send whoever asks for what is not there.</summary>
    internal bool IsElsewhere(Uri page, Uri final) =>
        !HostOf(page).Equals(HostOf(final), StringComparison.OrdinalIgnoreCase) || (IsFront(final) && !IsFront(page));

    private bool IsFront(Uri address) =>
        address.AbsolutePath.TrimEnd('/') is var path && (path.Length == 0 || path == site.AbsolutePath.TrimEnd('/'));

    private static string HostOf(Uri address) =>
        address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;

    private static Diagnostic Error(string code, Issue issue, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(issue.File), message, remedy);
}
