using Syndicator.Metrics;

namespace Syndicator.App;

/// <summary>
/// <c>/metrics</c>, for Prometheus: what this process counts and what the store shows. It counts from the first time anybody asks; who never asks pays nothing.
/// </summary>
internal sealed class HostMetrics(Syndication syndication) : IDisposable
{
    public const string Path = "/metrics";

    private readonly Lazy<MeterReader> _reader = new(() => Begin(syndication));
    private readonly StoreFigures _store = new(syndication.Database, () => syndication.Publications, syndication.Clock);

    public static async Task<IResult> SendAsync(HttpContext context)
    {
        var metrics = HostAnswer.Of<HostMetrics>(context);
        return Results.Text(await metrics.WriteAsync(context.RequestAborted), PrometheusText.ContentType);
    }

    /// <summary>May be asked without a session, but not without a token, where people sign in: what X costs is for nobody else.</summary>
    public static bool IsAsked(PathString path) => path.Equals(Path, StringComparison.Ordinal);

    public void Dispose()
    {
        _store.Dispose();
        if (_reader.IsValueCreated)
        {
            _reader.Value.Dispose();
        }
    }

    private async Task<string> WriteAsync(CancellationToken cancellationToken) =>
        PrometheusText.Write([.. _reader.Value.Read(), .. await _store.ReadAsync(cancellationToken)]);

    private static MeterReader Begin(Syndication syndication)
    {
        var reader = new MeterReader();
        foreach (var publication in syndication.Publications)
        {
            foreach (var account in publication.Accounts)
            {
                foreach (var outcome in Instruments.Outcomes)
                {
                    reader.Show(Instruments.Posts, Instruments.LabelsOf(publication.Id, account.Name, account.NetworkAsked, outcome));
                }
            }
        }

        return reader;
    }
}
