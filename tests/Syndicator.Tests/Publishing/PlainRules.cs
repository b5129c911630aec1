using Syndicator.Networks;

namespace Syndicator.Tests.Publishing;

/// <summary>A network that counts code units and makes nothing of them.</summary>
internal sealed class PlainRules(int limit) : TextRules
{
    public override string Network => "plain";
    public override int Limit => limit;

    public override int Measure(string text) => text.Length;

    public override IReadOnlyList<TextEntity> FindEntities(string text) => [];

    public override string Guard(string text) => text;
}
