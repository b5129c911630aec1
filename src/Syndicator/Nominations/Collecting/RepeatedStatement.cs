using System.Data;
using System.Data.Common;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// One statement that runs many times: made once. Where a database takes many at once, as over a network, rows wait for each other until they are sent; elsewhere it
/// is prepared, and each is written at once.
/// </summary>
internal sealed class RepeatedStatement : IAsyncDisposable
{
    /// <summary>Rows that are sent together, at most.</summary>
    private const int Most = 200;

    private readonly DbTransaction _transaction;
    private readonly string _sql;
    private readonly (string Name, DbType Type)[] _parameters;
    private readonly DbBatch? _batch;
    private DbCommand? _command;

    /// <param name="numbers">Parameters that are numbers, instants or truth values.</param>
    /// <param name="texts">The others; values are given numbers first.</param>
    public RepeatedStatement(DbTransaction transaction, string sql, IEnumerable<string> numbers, IEnumerable<string> texts)
    {
        // With its sign: SQLite's driver looks for a name without one among all of them before it tries the signs.
        _parameters = [.. numbers.Select(name => ($"@{name}", DbType.Int64)), .. texts.Select(name => ($"@{name}", DbType.String))];
        (_transaction, _sql) = (transaction, sql);
        if (transaction.Connection!.CanCreateBatch)
        {
            _batch = transaction.Connection.CreateBatch();
            _batch.Transaction = transaction;
        }
    }

    /// <summary>Adds a row, which is there for others to read when <see cref="SendAsync"/> has run.</summary>
    public async Task AddAsync(params object?[] values)
    {
        if (_batch is null)
        {
            await (await CommandAsync(values)).ExecuteNonQueryAsync();
            return;
        }

        var command = _batch.CreateBatchCommand();
        command.CommandText = _sql;
        Declare(command.Parameters, command.CreateParameter);
        Set(command.Parameters, values);
        _batch.BatchCommands.Add(command);
        if (_batch.BatchCommands.Count >= Most)
        {
            await SendAsync();
        }
    }

    /// <summary>Writes the rows that wait. Without it they are never written.</summary>
    public async Task SendAsync()
    {
        if (_batch is { BatchCommands.Count: > 0 })
        {
            await _batch.ExecuteNonQueryAsync();
            _batch.BatchCommands.Clear();
        }
    }

    /// <summary>Of a query: what it finds, at once.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(Func<DbDataReader, T> row, params object?[] values)
    {
        await using var reader = await (await CommandAsync(values)).ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await (_batch?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_command?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<DbCommand> CommandAsync(object?[] values)
    {
        if (_command is not null)
        {
            Set(_command.Parameters, values);
            return _command;
        }

        _command = _transaction.Connection!.CreateCommand();
        (_command.Transaction, _command.CommandText) = (_transaction, _sql);
        Declare(_command.Parameters, _command.CreateParameter);
        Set(_command.Parameters, values);
        await _command.PrepareAsync();
        return _command;
    }

    private void Declare(DbParameterCollection parameters, Func<DbParameter> create)
    {
        foreach (var (name, type) in _parameters)
        {
            var parameter = create();
            (parameter.ParameterName, parameter.DbType) = (name, type);
            parameters.Add(parameter);
        }
    }

    private static void Set(DbParameterCollection parameters, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            parameters[i].Value = Plain(values[i]);
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
