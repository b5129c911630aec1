namespace Syndicator.Composing;

/// <summary>A post's wording: lines with placeholders, some of them optional. The language is described in <c>docs/templates.md</c>.</summary>
/// <param name="Name">File name without extension: <c>crate</c>, <c>crate.x</c>.</param>
internal sealed record Template(string Name, IReadOnlyList<TemplateLine> Lines)
{
    /// <summary>Comments not counted.</summary>
    public const int MostLines = 64;

    /// <summary>In which order optional lines give way: ascending, each once.</summary>
    public IReadOnlyList<int> Drops { get; } =
    [.. Lines.Where(line => line.Drop is not null).Select(line => line.Drop!.Value).Distinct().Order()];
}

/// <param name="Kind">When and how often it stands.</param>
/// <param name="List">The list an <see cref="TemplateLineKind.Each"/> line repeats.</param>
/// <param name="Drop">Optional lines give way in ascending order of this number; null: never.</param>
/// <param name="IsElse">Stands only when the line before it does not.</param>
/// <param name="IsAlone">Stands only where no parts follow: on accounts without threads.</param>
internal sealed record TemplateLine(
    TemplateLineKind Kind,
    string? List,
    int? Drop,
    bool IsElse,
    bool IsAlone,
    IReadOnlyList<TemplateSegment> Segments
)
{
    public bool IsBlank => Kind == TemplateLineKind.Text && Segments.Count == 0;
}

internal enum TemplateLineKind
{
    Text,

    /// <summary>Once for each item, as many as fit.</summary>
    Each,

    /// <summary>Only when something did not fit: items of a list, or the end of a text that may be cut.</summary>
    More,
}

/// <summary>A piece of a template line. Closed.</summary>
internal abstract record TemplateSegment
{
    private TemplateSegment() { }

    public sealed record Literal(string Text) : TemplateSegment;

    /// <param name="IsElastic">Whether it may be cut at a sentence when there is no room: <c>{quote.text…}</c>.</param>
    /// <param name="Singular">For counts: the word after 1.</param>
    /// <param name="Plural">For counts: the word after any other number.</param>
    public sealed record Placeholder(string Name, bool IsElastic, string? Singular, string? Plural) : TemplateSegment;

    /// <summary>Stands only when every placeholder in it has a value.</summary>
    public sealed record Group(IReadOnlyList<TemplateSegment> Segments) : TemplateSegment;
}
