using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>Before something is exported: whether its posts are still there. Who cannot be asked is told, and hinders nobody.</summary>
internal static class LookAgain
{
    public static async Task RunAsync(Syndication syndication, Publication publication, CancellationToken cancellationToken)
    {
        foreach (var report in await syndication.LookAgainBeforeExportAsync(publication, cancellationToken))
        {
            if (report.Trouble is { } trouble)
            {
                await Console.Error.WriteLineAsync(
                    $"{report.Source}: could not be asked whether its posts are still there, so they are taken as they were read. {trouble.Text}"
                );
            }
        }
    }
}
