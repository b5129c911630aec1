namespace Syndicator.Publishing;

/// <summary>Names a delivery; sorts by the time it was made.</summary>
internal readonly record struct DeliveryId(Guid Value)
{
    public static DeliveryId At(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Null when the text is no id.</summary>
    public static DeliveryId? Parse(string text) => Guid.TryParse(text, out var value) ? new DeliveryId(value) : null;

    public override string ToString() => Value.ToString("D");
}
