using Dapper;

namespace Syndicator.Storage;

/// <summary>Which lines of a room's history are asked for, the latest first. Every room answers it from a table of its own.</summary>
/// <param name="Until">None later.</param>
/// <param name="After">Of the lines of just that instant only those behind this one; null: all of them.</param>
/// <param name="Person">Whose acts alone, by name: <c>eve</c> is <c>desk:eve</c> and <c>cli:eve</c>; null: everybody's.</param>
/// <param name="IsPeopleOnly">Whether what the program did by itself is left out.</param>
/// <param name="Take">At most so many.</param>
internal sealed record HistorySlice(DateTimeOffset Until, HistoryPlace? After, string? Person, bool IsPeopleOnly, int Take)
{
    /// <summary>The rest of a statement that selects from a history as <c>h</c>, behind its first conditions.</summary>
    /// <param name="key">A column that names the thing whose history it is, with <c>h.version</c> unique.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="actor">Who did it.</param>
    public string Sql(string key, string at = "h.at", string actor = "h.actor", string version = "h.version") =>
        $"""
            and {at} <= @until
            {(After is null ? "" : $"and ({at} < @until or {key} < @afterKey or {key} = @afterKey and {version} < @afterVersion)")}
            {(IsPeopleOnly ? $"and {actor} like '%:%'" : "")}
            {(Person is null ? "" : $"and {actor} like @person escape '!'")}
            order by {at} desc, {key} desc, {version} desc limit @take
            """;

    /// <summary>The lines that a statement with <see cref="Sql"/> selects.</summary>
    /// <param name="publication">The statement's <c>@publication</c>.</param>
    public Task<IReadOnlyList<HistoryLine<T>>> ReadAsync<TRow, T>(
        Database database,
        string statement,
        string publication,
        Func<TRow, HistoryLine<T>> line,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<HistoryLine<T>>>(
            async connection => [.. (await connection.QueryAsync<TRow>(statement, With(publication))).Select(line)],
            cancellationToken
        );

    private DynamicParameters With(string publication)
    {
        var all = new DynamicParameters(new { publication });
        all.Add("until", Until);
        all.Add("afterKey", After?.Key);
        all.Add("afterVersion", After?.Version);
        all.Add("person", Person is null ? null : "%:" + LikePattern.Escaped(Person));
        all.Add("take", Take);
        return all;
    }
}

/// <summary>Where a line stands among those of one instant.</summary>
internal sealed record HistoryPlace(string Key, long Version);

/// <summary>That somebody did something with a thing.</summary>
/// <param name="Of">The thing as it was then.</param>
/// <param name="Actor"><c>desk:eve</c>, <c>service</c>.</param>
/// <param name="Act">What was done: <c>accepted</c>.</param>
/// <param name="IsUndone">Whether a person took it back since.</param>
internal sealed record HistoryLine<T>(HistoryPlace Place, T Of, DateTimeOffset At, string Actor, string Act, string Note, bool IsUndone);
