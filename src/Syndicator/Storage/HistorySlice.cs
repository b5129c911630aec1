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

    public DynamicParameters With(object parameters)
    {
        var all = new DynamicParameters(parameters);
        all.Add("until", Until);
        all.Add("afterKey", After?.Key);
        all.Add("afterVersion", After?.Version);
        all.Add("person", Person is null ? null : "%:" + Escaped(Person));
        all.Add("take", Take);
        return all;
    }

    private static string Escaped(string name) =>
        name.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
}

/// <summary>Where a line stands among those of one instant.</summary>
internal sealed record HistoryPlace(string Key, long Version);

/// <summary>That somebody did something with a thing.</summary>
/// <param name="Of">The thing as it was then.</param>
/// <param name="Actor"><c>desk:eve</c>, <c>service</c>.</param>
/// <param name="Act">What was done: <c>accepted</c>.</param>
/// <param name="IsUndone">Whether a person took it back since.</param>
internal sealed record HistoryLine<T>(HistoryPlace Place, T Of, DateTimeOffset At, string Actor, string Act, string Note, bool IsUndone);
