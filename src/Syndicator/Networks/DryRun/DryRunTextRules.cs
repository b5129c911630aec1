using Syndicator.Networks.Text;

namespace Syndicator.Networks.DryRun;

/// <summary>The network that only writes a ledger: 500 grapheme clusters, every character counts, and what Mastodon would link is linked.</summary>
internal sealed class DryRunTextRules(int limit = 500) : TextRules
{
    public override string Network => "dry-run";

    public override int Limit => limit;

    public override int Measure(string text) => Graphemes.Count(text);

    public override IReadOnlyList<TextEntity> FindEntities(string text) => FediverseEntities.Find(text);

    public override string Guard(string text) => EntityGuard.Break(text, FediverseEntities.Find);
}
