namespace Syndicator.Nominations;

internal readonly record struct NominationId(Guid Value)
{
    /// <summary>A new one; later ones sort after earlier ones.</summary>
    public static NominationId At(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>As <see cref="ToString"/> has written it.</summary>
    public static NominationId Parse(string text) => new(Guid.Parse(text));

    public override string ToString() => Value.ToString();
}
