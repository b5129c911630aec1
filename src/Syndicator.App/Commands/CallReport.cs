using Syndicator.Calls;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>Says how an act on a call ended, and what comes next.</summary>
internal static class CallReport
{
    /// <param name="before">The call as the person found it.</param>
    /// <param name="name">As the person called it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(
        CallOutcome outcome,
        CallListing before,
        string name,
        Syndication syndication,
        Publication publication,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        if (outcome is CallOutcome.Done)
        {
            await WriteAsync(await SettleAsync(before, syndication, publication, cancellationToken), isJson);
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

    /// <summary>Takes back what is not true any more, which need not wait for the next delivery.</summary>
    /// <param name="before">The call as it was before somebody decided.</param>
    internal static async Task<CallRemarks> SettleAsync(
        CallListing before,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        var takenBack = await syndication.WithdrawCallPosts.RunAsync(publication, cancellationToken);
        var details = await syndication.Calls.ShowAsync(publication, before.Call.Id, cancellationToken);
        var ofIt = takenBack.Where(post => before.Deliveries.Any(delivery => delivery.Id == post.Id)).ToList();
        return new CallRemarks(before, details!.Listing, ofIt, publication.Zone);
    }

    private static async Task WriteAsync(CallRemarks remarks, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(CallLine.Json(remarks.After, remarks.TakenBack));
        }
        else
        {
            await Console.Out.WriteLineAsync(CallLine.Of(remarks.After, remarks.Zone));
        }

        foreach (var remark in remarks.Now())
        {
            await Console.Error.WriteLineAsync(remark);
        }

        if (!isJson)
        {
            await Console.Error.WriteLineAsync(remarks.Next());
        }
    }
}
