using System.Text;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>A piece of a post: its text, the parts of it that are meant to be clickable, and the lines of the issue it comes from.</summary>
internal sealed record RichText(string Text, IReadOnlyList<TextEntity> Entities, IReadOnlyList<PostSource> Sources)
{
    /// <summary>The text as <see cref="Composing.Unbroken"/> marks it, where parts of it must not be cut; else null.</summary>
    public string? Unbroken { get; init; }

    /// <summary>Of a post with a list, which of its items stand: their places from 0.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];

    public static RichText Plain(string text) => new(text, [], []);
}

/// <summary>Puts pieces together, keeping the places of their entities right.</summary>
internal sealed class RichTextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<TextEntity> _entities = [];
    private readonly List<PostSource> _sources = [];

    public int Length => _text.Length;

    public RichTextBuilder Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public RichTextBuilder Append(RichText piece)
    {
        for (var i = 0; i < piece.Entities.Count; i++)
        {
            _entities.Add(piece.Entities[i] with { Start = piece.Entities[i].Start + _text.Length });
        }

        _sources.AddRange(piece.Sources);
        _text.Append(piece.Text);
        return this;
    }

    /// <summary>Takes back everything after a place noted with <see cref="Mark"/>.</summary>
    public void Rewind((int Text, int Entities, int Sources) mark)
    {
        _text.Length = mark.Text;
        _entities.RemoveRange(mark.Entities, _entities.Count - mark.Entities);
        _sources.RemoveRange(mark.Sources, _sources.Count - mark.Sources);
    }

    public void Clear() => Rewind(default);

    public (int Text, int Entities, int Sources) Mark() => (_text.Length, _entities.Count, _sources.Count);

    public RichText Build() => new(_text.ToString(), [.. _entities], [.. _sources]);
}
