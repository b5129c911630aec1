using Dapper;

namespace Syndicator.Storage;

/// <summary>A list of texts as parameters of a statement, written the same way for every database.</summary>
internal sealed class Among
{
    private readonly IReadOnlyList<string> _texts;

    /// <param name="texts">At most a thousand; none at all matches nothing.</param>
    public Among(IReadOnlyCollection<string> texts)
    {
        // Few different lengths, so that a database sees few different statements.
        var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, texts.Count));
        _texts = [.. texts, .. Enumerable.Repeat(texts.LastOrDefault(), length - texts.Count).OfType<string>()];
    }

    /// <summary><c>(@among0, @among1)</c>.</summary>
    public string List =>
        _texts.Count == 0 ? "(null)" : $"({string.Join(", ", _texts.Select((_, index) => FormattableString.Invariant($"@among{index}")))})";

    /// <summary>The same values beside others.</summary>
    public DynamicParameters With(object parameters)
    {
        var all = new DynamicParameters(parameters);
        foreach (var (index, text) in _texts.Index())
        {
            all.Add(FormattableString.Invariant($"among{index}"), text);
        }

        return all;
    }
}
