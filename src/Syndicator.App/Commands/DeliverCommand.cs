using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator deliver [--no-wait]</c>: sends what is due.</summary>
internal static class DeliverCommand
{
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var noWait = new Option<bool>("--no-wait")
        {
            Description = "Return although posts are under way elsewhere or wait to be looked up.",
        };
        return StoreAccess.Complete(
            new Command("deliver", "Sends what is due, in order, and waits for what another worker has just begun.") { noWait },
            (parse, syndication, publication, stop) => RunAsync(syndication, publication, parse.GetValue(noWait), stop)
        );
    }

    /// <returns>The exit code; every post that did not go out was said, with the reason.</returns>
    public static async Task<int> RunAsync(Syndication syndication, Publication publication, bool isImpatient, CancellationToken stop)
    {
        var handled = new List<Delivery>();
        await syndication.WithdrawCallPosts.RunAsync(publication, stop);
        while (true)
        {
            var summary = await syndication.Deliver.RunAsync(
                publication,
                stop,
                // The console is safe to write to from the threads of several accounts.
                delivery => Console.Out.WriteLine(DeliveryLine.Of(delivery, publication.Zone))
            );
            handled.AddRange(summary.Handled);

            if (isImpatient || stop.IsCancellationRequested || !await IsAnythingUnderWayAsync(syndication, publication))
            {
                break;
            }

            // What a killed worker had begun is looked for when its lease ends.
            await Task.Delay(_betweenLooks, syndication.Clock, CancellationToken.None);
        }

        return await DeliverReport.WriteAsync(syndication.Deliveries, publication, handled, Console.Error);
    }

    private static async Task<bool> IsAnythingUnderWayAsync(Syndication syndication, Publication publication)
    {
        var sending = await syndication.Deliveries.ListAsync(publication.Id, state: "sending", limit: 1);
        var uncertain = await syndication.Deliveries.ListAsync(publication.Id, state: "uncertain", limit: 1);
        return sending.Count + uncertain.Count > 0;
    }
}
