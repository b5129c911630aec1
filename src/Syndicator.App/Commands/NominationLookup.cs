using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary>Finds what a person names at the command line; what is not found, or not clear, is said on standard error.</summary>
internal static class NominationLookup
{
    public const string KeyHelp = "Its id as nominations list prints it, or so much of it that it is clear; or the name of a crate.";

    public const string RoundHelp =
        "A round by the day it closes on (2026-11-24), by its issue's number (679), or as its invitations are called (round-2026-11-24-2000).";

    /// <summary>Null when there is none such, or several.</summary>
    public static async Task<Nomination?> FindAsync(
        Syndication syndication,
        Publication publication,
        string name,
        CancellationToken cancellationToken
    )
    {
        var found = await syndication.Nominations.Queries.FindAsync(publication.Id, name, cancellationToken);
        if (found is [var nomination])
        {
            return nomination;
        }

        await Console.Error.WriteLineAsync(
            found.Count == 0
                ? $"There is no nomination {OneLine.Of(name)}. `syndicator nominations list` shows them."
                : $"{OneLine.Of(name)} may be {string.Join(", ", found.Select(each => $"{each.Id} ({NomineeName.Of(each.Nominee)})"))}. Write more of the id."
        );
        return null;
    }

    /// <summary>All of them; null when one is missing.</summary>
    public static async Task<IReadOnlyList<Nomination>?> FindAllAsync(
        Syndication syndication,
        Publication publication,
        IEnumerable<string> names,
        CancellationToken cancellationToken
    )
    {
        var all = new List<Nomination>();
        foreach (var name in names)
        {
            if (await FindAsync(syndication, publication, name, cancellationToken) is { } nomination)
            {
                all.Add(nomination);
            }
            else
            {
                return null;
            }
        }

        return all;
    }

    /// <summary>Null when no round is called so.</summary>
    public static async Task<DateTimeOffset?> RoundAsync(
        Syndication syndication,
        Publication publication,
        string name,
        CancellationToken cancellationToken
    )
    {
        var newest = await syndication.Issues.FindNewestAsync(publication.Id, cancellationToken);
        if (NamedRound.Find(name, publication, newest, syndication.Clock.GetUtcNow()) is { } round)
        {
            return round;
        }

        await Console.Error.WriteLineAsync($"No round is called {OneLine.Of(name)}. {RoundHelp}");
        return null;
    }

    /// <summary>What a draft has already; null without a draft.</summary>
    public static async Task<IssueContents?> DraftAsync(Publication publication, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        var loaded = await LoadedIssue.LoadAsync(file, publication.Format, cancellationToken);
        if (loaded.Markdown is null)
        {
            Output.Diagnostics(loaded.FileDiagnostics);
        }

        return IssueContents.Of(loaded.Issue);
    }
}
