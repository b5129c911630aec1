using System.Buffers;
using System.Text;
using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// X: 280 weighted characters, a URL counts 23 with or without scheme, so <c>main.rs</c> is one (https://docs.x.com/fundamentals/counting-characters).
/// </summary>
/// <param name="limit">In weighted characters. Accounts without X Premium have 280.</param>
internal sealed class XTextRules(int limit = 280) : TextRules
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(".@#$\uFF20\uFF03");

    private readonly XWeights weights = XWeights.V3 with { Max = limit };

    public override string Network => "x";

    public override int Limit => limit;

    public override int Measure(string text) =>
        !text.Contains('.') && Ascii.IsValid(text) ? text.Length : XLength.Of(text, weights).Weighted;

    /// <summary>Also false for the noncharacters that X refuses.</summary>
    public override bool Fits(string text) => Measure(text) <= Limit && !text.AsSpan().ContainsAny('\uFFFE', '\uFEFF', '\uFFFF');

    public override IReadOnlyList<TextEntity> FindEntities(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return [];
        }

        var entities = new List<TextEntity>();
        EntityList.AddUrls(entities, text, UrlGrammar.X);
        XMentions.AddTo(entities, text);
        XHashtags.AddTo(entities, text);
        XCashtags.AddTo(entities, text);
        return EntityList.Order(entities);
    }

    public override string Guard(string text) => EntityGuard.Break(text, FindEntities);
}
