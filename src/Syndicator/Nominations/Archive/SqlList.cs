using System.Globalization;
using Dapper;

namespace Syndicator.Nominations.Archive;

/// <summary>Several texts in one statement, value by value: of a list PostgreSQL's driver makes an array, which SQLite has not.</summary>
internal static class SqlList
{
    /// <summary><c>(@v0, @v1)</c>, and its values among the parameters.</summary>
    public static string Of(IReadOnlyList<string> values, DynamicParameters parameters)
    {
        var names = new string[values.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = string.Create(CultureInfo.InvariantCulture, $"@v{i}");
            parameters.Add(names[i], values[i]);
        }

        return $"({string.Join(", ", names)})";
    }
}
