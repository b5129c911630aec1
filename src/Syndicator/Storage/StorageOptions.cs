namespace Syndicator.Storage;

/// <summary>Which database holds everything. Section <c>Storage</c> of the host's settings.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The SQLite file; made when missing, its folder is not. Unused when <see cref="PostgreSql"/> is set.</summary>
    /// <value>The default is <c>syndicator.db</c> in the working directory.</value>
    public string File { get; init; } = "syndicator.db";

    /// <summary>Npgsql's connection string. Set: PostgreSQL is used; null or empty: SQLite.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>How long a statement waits for another process's lock.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
