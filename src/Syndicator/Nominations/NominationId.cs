namespace Syndicator.Nominations;

internal readonly record struct NominationId(Guid Value)
{
    /// <summary>A new one; later ones sort after earlier ones.</summary>
    public static NominationId At(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}
