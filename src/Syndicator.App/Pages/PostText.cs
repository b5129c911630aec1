using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Syndicator.App.Pages;

/// <summary>A post's text with its links. Written in code because every space in it counts.</summary>
public sealed class PostText : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<TextPiece> Pieces { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var piece in Pieces)
        {
            if (piece.Href is not null)
            {
                builder.OpenElement(0, "a");
                builder.AddAttribute(1, "href", piece.Href);
                builder.AddAttribute(2, "rel", "noreferrer nofollow");
                builder.AddContent(3, piece.Text);
                builder.CloseElement();
            }
            else if (piece.Kind is not null)
            {
                builder.OpenElement(4, "span");
                builder.AddAttribute(5, "class", "entity");
                builder.AddContent(6, piece.Text);
                builder.CloseElement();
            }
            else
            {
                builder.AddContent(7, piece.Text);
            }
        }
    }
}
