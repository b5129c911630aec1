using System.Globalization;
using System.Text;
using Syndicator.Configuration;

namespace Syndicator.Calls.Feeds;

/// <summary>Names that calendars and feed readers know a call by, for good. They hang on the site's host and on the call's id, and on nothing that is said of it.</summary>
internal static class FeedNames
{
    /// <summary>A year in which the site's host belonged to the publication, as tag addresses need one (https://www.rfc-editor.org/rfc/rfc4151). It never changes.</summary>
    private const int Year = 2026;

    /// <summary><c>0198c0f2-…@this-week-in-rust.org</c> (https://www.rfc-editor.org/rfc/rfc7986#section-5.3).</summary>
    public static string Uid(Publication publication, CallId call) => $"{call}@{Host(publication)}";

    /// <summary><c>tag:this-week-in-rust.org,2026:calls/this-week-in-rust</c></summary>
    public static string Feed(Publication publication) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{Host(publication)},{Year}:calls/{Uri.EscapeDataString(publication.Id)}");

    public static string Entry(Publication publication, CallId call) => $"{Feed(publication)}/{call}";

    /// <summary>In ASCII; what no name of a host has becomes a hyphen.</summary>
    private static string Host(Publication publication)
    {
        var host = CanonicalAddress.Host(new Uri(publication.Format.Site)) ?? "";
        var name = new StringBuilder(host.Length);
        foreach (var character in host)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-');
        }

        return name.ToString().Trim('-') is { Length: > 0 } known ? known : "invalid";
    }
}
