using System.Data;
using System.Data.Common;

namespace Syndicator.Nominations.Collecting;

/// <summary>One statement for many rows: made once, and prepared when it first runs.</summary>
internal sealed class RepeatedStatement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private bool _isPrepared;

    /// <param name="numbers">Parameters that are numbers, instants or truth values.</param>
    /// <param name="texts">The others; values are given numbers first.</param>
    public RepeatedStatement(DbTransaction transaction, string sql, IEnumerable<string> numbers, IEnumerable<string> texts)
    {
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        Declare(numbers, DbType.Int64);
        Declare(texts, DbType.String);
    }

    /// <returns>How many rows it changed.</returns>
    public async Task<int> RunAsync(params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = Plain(values[i]);
        }

        if (!_isPrepared)
        {
            await _command.PrepareAsync();
            _isPrepared = true;
        }

        return await _command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Declare(IEnumerable<string> names, DbType type)
    {
        foreach (var name in names)
        {
            var parameter = _command.CreateParameter();
            // With its sign: SQLite's driver looks for a name without one among all of them before it tries the signs.
            (parameter.ParameterName, parameter.DbType, parameter.Value) = ("@" + name, type, DBNull.Value);
            _command.Parameters.Add(parameter);
        }
    }

    private static object Plain(object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
            bool truth => truth ? 1L : 0L,
            int number => (long)number,
            _ => value,
        };
}
