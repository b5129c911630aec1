using System.Globalization;

namespace Syndicator.Sources.Web;

/// <summary>An answer without a document, as a sentence.</summary>
internal static class WebTrouble
{
    public static string Sentence(WebAnswer answer) =>
        answer.Match(
            document => $"{document.FinalAddress.Host} sent something else.",
            () => "It is said to be as it was.",
            refused => string.Create(CultureInfo.InvariantCulture, $"The server answers {refused.Status}."),
            tooLarge => string.Create(CultureInfo.InvariantCulture, $"It is longer than {tooLarge.MostBytes / 1024 / 1024} MB."),
            unreachable => unreachable.Reason
        );
}
