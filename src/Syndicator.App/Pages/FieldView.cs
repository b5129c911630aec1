namespace Syndicator.App.Pages;

/// <summary>A field of a form.</summary>
/// <param name="Hint">How it is written; null where that is clear.</param>
/// <param name="IsLong">Whether it may have several lines.</param>
public sealed record FieldView(string Name, string Label, string? Value, string? Hint = null, bool IsLong = false, int Longest = 500);
