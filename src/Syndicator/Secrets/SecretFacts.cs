namespace Syndicator.Secrets;

/// <summary>All that may be told of a stored secret.</summary>
/// <param name="Version">Counts its contents, from 1.</param>
/// <param name="UpdatedBy">Who logged in, or which process renewed it.</param>
internal sealed record SecretFacts(string Name, long Version, DateTimeOffset UpdatedAt, string UpdatedBy);
