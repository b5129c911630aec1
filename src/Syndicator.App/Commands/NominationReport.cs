using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary>Says how an act on a nomination ended, and what comes next.</summary>
internal static class NominationReport
{
    private const string Export = "next: syndicator nominations export prints it, syndicator fill DRAFT puts it into the draft";

    /// <param name="name">As the person called it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(ReviewOutcome outcome, string name, Publication publication, bool isJson)
    {
        if (outcome is ReviewOutcome.Done done)
        {
            await WriteAsync(done, isJson);
            return ExitCode.Done;
        }

        var called = OneLine.Of(name);
        await Console.Error.WriteLineAsync(
            outcome.Match(
                _ => "",
                changed =>
                    $"{called} has changed since you looked: {changed.What}, by {changed.By} at {DeliveryLine.At(changed.At, publication.Zone)}. Look at it again: syndicator nominations show {NominationLine.ShortId(changed.Id)}",
                not =>
                    $"{called} was not changed. {not.Why} {not.Remedy}"
                    + (not.Same is { } same ? $" See: syndicator nominations show {NominationLine.ShortId(same)}" : ""),
                _ => $"There is no nomination {called}. `syndicator nominations list` shows them."
            )
        );
        return ExitCode.Findings;
    }

    private static async Task WriteAsync(ReviewOutcome.Done done, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(NominationLine.Json(done.Nomination));
        }
        else
        {
            await Console.Out.WriteLineAsync(NominationLine.Of(done.Nomination));
        }

        if (done.Remark is { } remark)
        {
            await Console.Error.WriteLineAsync(remark);
        }

        if (!isJson && Next(done.Nomination) is { } next)
        {
            await Console.Error.WriteLineAsync(next);
        }
    }

    private static string? Next(Nomination nomination)
    {
        var id = NominationLine.ShortId(nomination.Id);
        return nomination.State.Match<string?>(
            _ => $"next: syndicator nominations accept {id}, reject, or choose",
            // Accepted calls and links are as good as chosen.
            _ => nomination.Nominee.Kind is NomineeKind.Call or NomineeKind.Link ? Export : $"next: syndicator nominations choose {id}",
            _ => $"to take it back: syndicator nominations undo {id}",
            _ => Export,
            _ => null,
            _ => $"to take it back: syndicator nominations undo {id}",
            _ => $"to take it back: syndicator nominations undo {id}"
        );
    }
}
