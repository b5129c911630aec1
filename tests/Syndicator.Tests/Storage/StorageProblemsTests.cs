using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Storage;

public sealed class StorageProblemsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        var problem = await OpeningFailsAsync(Path.Combine(_folder, "nowhere", "a.db"));
        problem.Code.ShouldBe("database-folder-missing");
        problem.Message.ShouldContain("nowhere");
        problem.Remedy.ShouldNotBeNull().ShouldContain("Create it");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_no_database() =>
        (await OpeningFailsAsync(_folder)).Code.ShouldBe("database-unreachable");

    [Fact]
    public async Task A_file_that_may_not_be_written_is_left_alone()
    {
        var file = await FreshFileAsync();
        File.SetAttributes(file, FileAttributes.ReadOnly);
        (await OpeningFailsAsync(file)).Code.ShouldBe("database-read-only");
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Theory]
    [InlineData("This is a letter to a friend and no database, long enough to be more than a header. ")]
    [InlineData("SQLite format 3\0 but nothing after it makes any sense at all; not in the least. ")]
    public async Task A_file_that_is_no_database_is_not_touched(string words)
    {
        var file = Path.Combine(_folder, "letter.db");
        var text = string.Concat(Enumerable.Repeat(words, 100));
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        (await OpeningFailsAsync(file)).Code.ShouldBe("database-damaged");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_damaged_in_the_middle_is_reported_when_it_is_met()
    {
        var file = await FreshFileAsync();
        await using (var stream = File.OpenWrite(file))
        {
            stream.Seek(4096, SeekOrigin.Begin);
            stream.Write(Enumerable.Repeat((byte)0xA5, (int)stream.Length - 4096).ToArray());
        }

        (await OpeningFailsAsync(file)).Code.ShouldBe("database-damaged");
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        var file = Path.Combine(_folder, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.ExecuteAsync("create table recipes (name text)");
        }

        (await OpeningFailsAsync(file)).Code.ShouldBe("database-foreign");
    }

    [Fact]
    public async Task A_database_held_by_another_process_for_too_long_is_reported_as_busy()
    {
        var file = await FreshFileAsync();
        await using var holder = new SqliteConnection($"Data Source={file};Pooling=false");
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await holder.ExecuteAsync("begin immediate");
        var options = new StorageOptions { File = file, LockTimeout = TimeSpan.FromMilliseconds(20) };
        var problem = await Should.ThrowAsync<StorageException>(() => Database.OpenAsync(options, new TestClock()));
        problem.Diagnostic.Code.ShouldBe("database-busy");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_its_password()
    {
        var problem = await ConnectingFailsAsync("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hunter2;Timeout=2");
        problem.Code.ShouldBe("database-unreachable");
        problem.ToString().ShouldContain("127.0.0.1:1/d");
        problem.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_reported_without_its_password()
    {
        var problem = await ConnectingFailsAsync("Host=h;Password=hunter2;Sever=wrong");
        problem.Code.ShouldBe("database-connection-string");
        problem.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_server_without_the_database_says_so()
    {
        var options = await new PostgreSqlServer(isEmptied: false).CreateAsync();
        await new PostgreSqlServer(isEmptied: false).DropAsync(options);
        (await ConnectingFailsAsync(options.PostgreSql!)).Code.ShouldBe("database-missing");
    }

    [Fact]
    public async Task A_server_that_takes_no_changes_is_refused()
    {
        var server = new PostgreSqlServer(isEmptied: false);
        var options = await server.CreateAsync();
        var readOnly = new NpgsqlConnectionStringBuilder(options.PostgreSql) { Options = "-c default_transaction_read_only=on" };
        (await ConnectingFailsAsync(readOnly.ToString())).Code.ShouldBe("database-read-only");
        await server.DropAsync(options);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> FreshFileAsync()
    {
        var file = Path.Combine(_folder, "fresh.db");
        await using (await Database.OpenAsync(new StorageOptions { File = file }, new TestClock())) { }
        SqliteConnection.ClearAllPools();
        return file;
    }

    private static async Task<Diagnostic> OpeningFailsAsync(string file) =>
        (
            await Should.ThrowAsync<StorageException>(() => Database.OpenAsync(new StorageOptions { File = file }, new TestClock()))
        ).Diagnostic;

    private static async Task<Diagnostic> ConnectingFailsAsync(string connectionString) =>
        (
            await Should.ThrowAsync<StorageException>(() =>
                Database.OpenAsync(new StorageOptions { PostgreSql = connectionString }, new TestClock())
            )
        ).Diagnostic;
}
