namespace Syndicator.Calls;

internal readonly record struct CallId(Guid Value)
{
    /// <summary>A new one; later ones sort after earlier ones.</summary>
    public static CallId At(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static CallId Parse(string text) => new(Guid.Parse(text));

    public override string ToString() => Value.ToString();
}
