using Syndicator.Calls;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>Finds the call that a person names at the command line; what is not found, or not clear, is said on standard error.</summary>
internal static class CallLookup
{
    public const string KeyHelp = "Its id as calls list prints it, its address, or so much of its name that it is clear.";

    private const int MostNamed = 10;

    /// <summary>Null when there is none, or several.</summary>
    public static async Task<CallListing?> FindAsync(
        Syndication syndication,
        Publication publication,
        string name,
        CancellationToken cancellationToken
    )
    {
        var found = await syndication.Calls.FindAsync(publication, name, cancellationToken);
        if (found is [var listing])
        {
            return listing;
        }

        await Console.Error.WriteLineAsync(
            found.Count == 0
                ? $"There is no call \"{OneLine.Of(name)}\". `syndicator calls list --state all` shows them."
                : $"\"{OneLine.Of(name)}\" may be {string.Join(", ", found.Take(MostNamed).Select(each => $"{each.Call.Id} ({CallLine.TitleOf(each.Call)})"))}{(found.Count > MostNamed ? ", and others" : "")}. Write its id."
        );
        return null;
    }
}
