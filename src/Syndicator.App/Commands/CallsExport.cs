using System.CommandLine;
using Syndicator.Calls.Feeds;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls export</c>: open calls as the calendar and the feed that the service serves.</summary>
internal static class CallsExport
{
    internal const string StandardOutput = "-";

    private static readonly Option<string?> s_calendar = new("--ics")
    {
        Description = "Writes closing days of event calls for calendar programs; - is standard output.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> s_atom = new("--atom")
    {
        Description = "Writes all open calls for feed readers; - is standard output.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> s_address = new("--address")
    {
        Description = "Where the feed will be on the web: it says so to its readers.",
        HelpName = "URL",
    };

    public static Command Create() =>
        StoreAccess.Complete(
            new Command("export", "Writes open calls as a calendar of closing days, and as an Atom feed.")
            {
                s_calendar,
                s_atom,
                s_address,
            },
            async (parse, syndication, publication, stop) =>
                WantedFeeds.Of(parse.GetValue(s_calendar), parse.GetValue(s_atom), parse.GetValue(s_address)) switch
                {
                    (null, { } mistake) => await ReportAsync(mistake),
                    ({ } wanted, _) => await RunAsync(syndication, publication, wanted, stop),
                    _ => ExitCode.Usage,
                }
        );

    private static async Task<int> ReportAsync(string mistake)
    {
        await Console.Error.WriteLineAsync(mistake);
        return ExitCode.Usage;
    }

    internal static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        WantedFeeds wanted,
        CancellationToken cancellationToken
    )
    {
        var feed = await syndication.OpenCalls.RunAsync(publication, cancellationToken);
        var isWritten = true;
        if (wanted.Calendar is { } calendar)
        {
            isWritten &= await WriteAsync(calendar, feed.ToCalendar(), cancellationToken);
        }

        if (wanted.Atom is { } atom)
        {
            isWritten &= await WriteAsync(atom, feed.ToAtom(wanted.Address), cancellationToken);
        }

        return isWritten ? ExitCode.Done : ExitCode.Findings;
    }

    private static async Task<bool> WriteAsync(string file, byte[] content, CancellationToken cancellationToken)
    {
        if (file == StandardOutput)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(content, cancellationToken);
            return true;
        }

        var problem = await FeedFile.WriteAsync(file, content, cancellationToken);
        await Console.Error.WriteLineAsync(problem?.ToString() ?? $"{OneLine.Of(file)}: written.");
        return problem is null;
    }
}

/// <summary>What <c>calls export</c> is asked for.</summary>
/// <param name="Address">Where the feed will be; null: it does not say.</param>
internal sealed record WantedFeeds(string? Calendar, string? Atom, Uri? Address)
{
    /// <summary>Or what is wrong with it, as a sentence.</summary>
    public static (WantedFeeds? Wanted, string? Mistake) Of(string? calendar, string? atom, string? address)
    {
        var isAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return (calendar ?? atom) is null || calendar is "" || atom is ""
                ? (null, "Say what is to be written: --ics FILE, --atom FILE, or both.")
            : IsSame(calendar, atom) ? (null, "Calendar and feed cannot be written to the same place: give one of them another FILE.")
            : address is not null && atom is null ? (null, "--address is said in the feed: give --atom FILE too.")
            : address is not null && !isAddress ? (null, $"{OneLine.Of(address)} is no web address: it begins with https:// or http://.")
            : uri is { UserInfo.Length: > 0 }
                ? (null, "--address has a user name or password in it, and the feed would tell it to everybody.")
            : (new WantedFeeds(calendar, atom, uri), null);
    }

    /// <summary>However the two are written, and wherever links lead.</summary>
    private static bool IsSame(string? one, string? other) =>
        one == other || (one is not null && other is not null && PlaceOf(one) == PlaceOf(other));

    private static string PlaceOf(string file)
    {
        try
        {
            return file == CallsExport.StandardOutput ? file : WholeFile.TargetOf(file);
        }
        catch (IOException)
        {
            // Whoever writes there says what is wrong with it.
            return Path.GetFullPath(file);
        }
    }
}
