using System.Globalization;
using Syndicator.Configuration;

namespace Syndicator.App.Api;

/// <summary>What may stand in the query of an address, and how it is described.</summary>
/// <param name="Values">All there are; empty: any text, or a number.</param>
internal sealed record ApiParameter(string Name, string Description, params IReadOnlyList<string> Values)
{
    public const int MostAtOnce = 200;
    public const int FarthestSkip = 100_000;
    public const int UsualLimit = 50;

    /// <summary>Of a whole number; null: it is none.</summary>
    public (int Least, int Most)? Range { get; init; }

    public static IReadOnlyList<ApiParameter> Paging { get; } =
    [
        new("limit", "At most so many; 50 without it.") { Range = (1, MostAtOnce) },
        new("skip", "Without the first so many.") { Range = (0, FarthestSkip) },
    ];

    /// <summary>Null where a query has only what is known, once each, in its form.</summary>
    public static ApiProblem? ProblemOf(IQueryCollection query, IReadOnlyList<ApiParameter> known)
    {
        foreach (var (name, values) in query)
        {
            if (known.FirstOrDefault(each => each.Name == name) is not { } parameter)
            {
                var remedy = known.Count == 0 ? "This address takes none." : Nearest.Remedy(name, [.. known.Select(each => each.Name)]);
                return ApiProblem.BadRequest("unknown-parameter", $"There is no parameter `{OneLine.Of(name, 60)}`. {remedy}");
            }

            if (values is not [{ } value])
            {
                return ApiProblem.BadRequest("bad-parameter", $"The parameter `{name}` is there more than once.");
            }

            if (parameter.ProblemOf(value) is { } problem)
            {
                return ApiProblem.BadRequest("bad-parameter", $"The parameter `{name}` is `{OneLine.Of(value, 60)}`. {problem}");
            }
        }

        return null;
    }

    private string? ProblemOf(string value) =>
        Range is var (least, most)
            ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}.")
            : value.Contains('\0', StringComparison.Ordinal)
                ? "It has a character in it that is none of a text."
                : Values.Count > 0 && !Values.Contains(value)
                    ? $"Write one of {string.Join(", ", Values)}."
                    : null;
}
