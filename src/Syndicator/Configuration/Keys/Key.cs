namespace Syndicator.Configuration.Keys;

/// <summary>
/// One key of a configuration file: the single definition from which the reader, the JSON Schema, <c>docs/configuration.md</c> and the remedies in
/// messages are made.
/// </summary>
/// <param name="Name">As written, in camelCase.</param>
/// <param name="Meaning">For people, one or two sentences with a full stop.</param>
internal sealed record Key(string Name, Shape Shape, string Meaning)
{
    /// <summary>Whether its absence is a mistake.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds when it is absent, as it would be written; null when nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>For people, where <see cref="Default"/> is no value but a rule: <c>the name</c>.</summary>
    public string? DefaultRule { get; init; }

    /// <summary>What it is measured in; null when the shape says it.</summary>
    public string? Unit { get; init; }

    /// <summary>A value to show, as it would be written; null: the shape's.</summary>
    public string? Sample { get; init; }
}
