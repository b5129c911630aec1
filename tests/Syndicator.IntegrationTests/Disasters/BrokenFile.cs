using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndicator.IntegrationTests.Disasters;

/// <summary>Overwrites pages of an SQLite file, as a failing disk does.</summary>
internal static class BrokenFile
{
    /// <param name="what">A table or an index; null: the file's header.</param>
    public static async Task OverwriteAsync(string file, string? what)
    {
        var (page, size) = what is null ? (1, 100) : await FindAsync(file, what);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Seek((page - 1L) * size, SeekOrigin.Begin);
        stream.Write(Enumerable.Repeat((byte)0xA5, size).ToArray());
    }

    private static async Task<(int Page, int Size)> FindAsync(string file, string name)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Mode=ReadOnly");
        return (
            await connection.QuerySingleAsync<int>("select rootpage from sqlite_schema where name = @name", new { name }),
            await connection.QuerySingleAsync<int>("pragma page_size")
        );
    }
}
