namespace Syndicator.App.Plots;

/// <summary>One sign of a drawing. Colours are the style sheet's: a mark says what it is (its class), never how it looks. Closed.</summary>
public abstract record Mark
{
    private Mark() { }

    /// <param name="Title">What it stands for, told to whoever points at it; null: decoration.</param>
    public sealed record Box(double X, double Y, double Width, double Height, string Class, string? Title = null) : Mark;

    public sealed record Stroke(double X1, double Y1, double X2, double Y2, string Class) : Mark;

    /// <summary>A line through points.</summary>
    public sealed record Curve(IReadOnlyList<(double X, double Y)> Points, string Class) : Mark;

    /// <param name="Title">As of a box.</param>
    public sealed record Dot(double X, double Y, double Radius, string Class, string? Title = null) : Mark;

    /// <param name="Y">Of the base line.</param>
    /// <param name="Anchor"><c>start</c>, <c>middle</c> or <c>end</c>: which part of the text stands at X.</param>
    public sealed record Label(double X, double Y, string Text, string Anchor) : Mark;
}

/// <summary>A plot as it is drawn, in units of its own that scale with the page.</summary>
/// <param name="Title">What it shows, in words.</param>
/// <param name="Description">What can be seen in it, for those who do not see it.</param>
/// <param name="Marks">In the order they are painted.</param>
public sealed record Drawing(double Width, double Height, string Title, string Description, IReadOnlyList<Mark> Marks)
{
    /// <summary>Where there is but one column on a phone, a text of 11.5 units is 10 pixels high.</summary>
    public const double UsualWidth = 340;

    public const double UsualHeight = 220;
}
