namespace Syndicator.App.Pages;

/// <summary>A run of a post's text: plain, or one entity.</summary>
/// <param name="Text">As the network shows it.</param>
/// <param name="Kind">Null: plain text.</param>
/// <param name="Href">Of a link that may be followed.</param>
public sealed record TextPiece(string Text, EntityViewKind? Kind = null, string? Href = null);

/// <summary>Cuts a text at its entities. Entities that overlap or lie outside the text are shown as plain text.</summary>
public static class TextPieces
{
    public static IReadOnlyList<TextPiece> Of(string text, IReadOnlyList<EntityView> entities, string network)
    {
        List<TextPiece> pieces = [];
        var end = 0;
        foreach (var entity in entities.OrderBy(entity => entity.Start))
        {
            if (entity.Start < end || entity.Length <= 0 || entity.Start > text.Length - entity.Length)
            {
                continue;
            }

            Add(pieces, text[end..entity.Start]);
            end = entity.Start + entity.Length;
            pieces.Add(Piece(text[entity.Start..end], entity, network));
        }

        Add(pieces, text[end..]);
        return pieces;
    }

    private static void Add(List<TextPiece> pieces, string plain)
    {
        if (plain.Length > 0)
        {
            pieces.Add(new TextPiece(plain));
        }
    }

    private static TextPiece Piece(string shown, EntityView entity, string network) =>
        entity.Kind == EntityViewKind.Link
            ? new TextPiece(ShownLink.Of(shown, network), entity.Kind, SafeLink.Of(entity.Target))
            : new TextPiece(shown, entity.Kind);
}
