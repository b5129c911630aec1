using System.CommandLine;
using Syndicator.Alarms;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator webhook test</c>: whether alarms would reach whom they are for.</summary>
internal static class WebhookCommand
{
    /// <summary>Of the answer, in characters.</summary>
    private const int MostShown = 500;

    public static Command Create()
    {
        var test = new Command("test", "Calls the webhook now with a test, signed as alarms are, and prints the answer.")
        {
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        test.SetAction(
            (parse, cancellationToken) =>
                ConfigurationOptions.RunAsync(parse, (publication, _) => TestAsync(publication), cancellationToken)
        );
        return new Command("webhook", "Tries out who is called when an alarm is raised.") { test };
    }

    private static async Task<int> TestAsync(Publication publication)
    {
        if (publication.Webhook is not { } webhook)
        {
            await Console.Error.WriteLineAsync($"{publication.Id} has no webhook. Add `webhook` with its `url` to publication.yaml.");
            return ExitCode.Configuration;
        }

        // Receivers compare the time with their own, whatever a demonstration's clock shows.
        var answer = await HealthWatch.TestWebhookAsync(publication, webhook, TimeProvider.System);
        Show(answer.Match(taken => (taken.Status, taken.Body), refused => (refused.Status, refused.Body), _ => (0, "")));
        if (answer.Problem is not { } problem)
        {
            return ExitCode.Done;
        }

        await Console.Error.WriteLineAsync(problem);
        return answer is WebhookAnswer.Refused ? ExitCode.Findings : ExitCode.Unreachable;
    }

    private static void Show((int Status, string Body) answer)
    {
        if (answer.Status > 0)
        {
            var said = new string([.. answer.Body.Where(c => !char.IsControl(c)).Take(MostShown)]);
            Console.Out.WriteLine(FormattableString.Invariant($"{answer.Status} {said}").TrimEnd());
        }
    }
}
