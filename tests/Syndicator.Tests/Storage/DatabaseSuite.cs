using System.Data.Common;
using Dapper;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Storage;

/// <summary>A test class that runs on both databases: one subclass for each, and nothing else in it.</summary>
public abstract class DatabaseSuite(TestServer server) : IAsyncLifetime
{
    private readonly List<Database> _open = [];
    private StorageOptions? _options;

    internal TestClock Clock { get; } = new();
    internal StorageOptions Options => _options!;

    /// <summary>The fresh database of this test.</summary>
    internal Database Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _options = await server.CreateAsync();
        Database = await OpenAgainAsync();
        await server.SetClockAsync(Options, Clock.GetUtcNow());
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CleanUpAsync();
        foreach (var database in _open)
        {
            await database.DisposeAsync();
        }

        if (_options is not null)
        {
            await server.DropAsync(_options);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What a suite must undo; the only place for it.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    /// <summary>The same database as another process would open it.</summary>
    internal async Task<Database> OpenAgainAsync()
    {
        var database = await Database.OpenAsync(Options, Clock);
        lock (_open)
        {
            _open.Add(database);
        }

        return database;
    }

    /// <summary>Time passes, in the program and in the database.</summary>
    internal async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await server.SetClockAsync(Options, Clock.GetUtcNow());
    }

    /// <summary>The wall clocks are set, and monotonic ones do not notice.</summary>
    internal async Task JumpAsync(TimeSpan by)
    {
        Clock.Jump(by);
        await server.SetClockAsync(Options, Clock.GetUtcNow());
    }

    internal Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(sql, parameters, transaction),
            TestContext.Current.CancellationToken
        );

    internal async Task ShouldBeRefusedAsync(string sql, object? parameters = null) =>
        await Should.ThrowAsync<DbException>(() => ExecuteAsync(sql, parameters));

    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
