using Syndicator.Calls;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>Says how an act on a call ended, and what comes next.</summary>
internal static class CallReport
{
    /// <param name="name">As the person called it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(
        CallOutcome outcome,
        string name,
        Syndication syndication,
        Publication publication,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        if (outcome is CallOutcome.Done done)
        {
            var details = await syndication.Calls.ShowAsync(publication, done.Call.Id, cancellationToken);
            await WriteAsync(details!.Listing, isJson);
            return ExitCode.Done;
        }

        var called = OneLine.Of(name);
        await Console.Error.WriteLineAsync(
            outcome.Match(
                _ => "",
                changed =>
                    $"{called} has changed since you looked: {changed.Act}, by {changed.By} at {DeliveryLine.At(changed.At, publication.Zone)}. Look at it again: syndicator calls show {CallLine.ShortId(changed.Call.Id)}",
                not => $"{called} was not changed. {not.Why} {not.Remedy}",
                _ => $"There is no call {called}. `syndicator calls list --state all` shows them."
            )
        );
        return ExitCode.Findings;
    }

    private static async Task WriteAsync(CallListing listing, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(CallLine.Json(listing));
            return;
        }

        await Console.Out.WriteLineAsync(CallLine.Of(listing));
        if (Next(listing) is { } next)
        {
            await Console.Error.WriteLineAsync(next);
        }
    }

    private static string? Next(CallListing listing)
    {
        var id = CallLine.ShortId(listing.Call.Id);
        return listing.State switch
        {
            CallState.Held => $"It is not told of: syndicator calls correct {id}, or release it as it is.",
            CallState.Withdrawn => $"to take it back: syndicator calls release {id}",
            CallState.Closed => "It has closed: nobody is told of it any more.",
            CallState.Open => "It is told of when its turn comes: syndicator calls announce does what the schedule does.",
            _ => null,
        };
    }
}
