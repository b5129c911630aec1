using System.Data;
using System.Globalization;
using Dapper;

namespace Syndicator.Storage;

/// <summary>Instants are stored as Unix milliseconds, so that both databases compare and sort them alike.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value.ToUnixTimeMilliseconds();
    }

    public override DateTimeOffset Parse(object value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

    /// <summary>Once for the process, before Dapper sees its first query: <see cref="Database"/> does it, without which there is none.</summary>
    internal static void Register()
    {
        // Dapper knows the type already and skips a handler on write unless the old mapping goes first.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }
}
