using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>A whole start on the files that a killed process left.</summary>
public sealed class LostLogTests() : PublishingSuite(new SqliteServer())
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-lost-").FullName;

    [Fact]
    public async Task A_start_that_is_killed_before_it_has_doubted_leaves_that_to_the_next()
    {
        await AnnounceAsync(7, "lead");
        var killed = await CopyOfOpenAsync("killed", "", "-open");
        OpenMark.Of(killed)!.LostSince.ShouldNotBeNull();
        await using (await Database.OpenAsync(killed, Clock, Cancellation))
        {
            Copy(killed.File, "again", "", "-wal", "-open");
        }

        var again = new StorageOptions { File = Path.Combine(_folder, "again", "syndicator.db") };
        await using var next = await OpenAsync(again);

        next.DoubtedPosts.ShouldBe(new RestoredPosts(2, 0));
        (await next.Deliveries.ListAsync(Publication.Id, cancellationToken: Cancellation)).ShouldAllBe(post =>
            post.State is DeliveryState.Uncertain
        );
    }

    [Fact]
    public async Task What_was_doubted_once_is_not_doubted_at_every_start()
    {
        await AnnounceAsync(7, "lead");
        var killed = await CopyOfOpenAsync("killed", "", "-open");
        await using (var first = await OpenAsync(killed))
        {
            first.DoubtedPosts.ShouldNotBeNull();
            OpenMark.Of(killed)!.LostSince.ShouldBeNull("it is open, as ever");
        }

        await using var second = await OpenAsync(killed);
        second.DoubtedPosts.ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_has_had_nothing_to_do_for_minutes_has_lost_nothing()
    {
        await using var idle = await OpenAsync(Options);
        // What the driver does with connections that nobody has used for some minutes.
        await Database.DisposeAsync();
        OpenMark.Of(Options)!.LostSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_start_that_fails_after_a_kill_has_lost_nothing()
    {
        var killed = await CopyOfOpenAsync("killed", "", "-wal", "-open");
        await using (var database = await Database.OpenAsync(killed, Clock, Cancellation))
        {
            await database.WriteAsync(
                transaction =>
                    transaction.Connection!.ExecuteAsync(
                        "insert into schema_versions (version, applied_at, name) values (9999, 0, 'a newer one')",
                        transaction: transaction
                    ),
                Cancellation
            );
            Copy(killed.File, "newer", "", "-wal", "-open");
        }

        var newer = new StorageOptions { File = Path.Combine(_folder, "newer", "syndicator.db") };
        await Should.ThrowAsync<StorageException>(() => OpenAsync(newer));
        OpenMark.Of(newer)!.LostSince.ShouldBeNull();
    }

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<Syndication> OpenAsync(StorageOptions storage) => Shipped.OpenAsync(Publication, _folder, storage, Clock);

    /// <summary>The store as somebody leaves it who is killed while it is open, everything in it being in the file.</summary>
    private async Task<StorageOptions> CopyOfOpenAsync(string name, params string[] parts)
    {
        await using var open = await OpenAsync(Options);
        await Database.ReadAsync(connection => connection.ExecuteAsync("pragma wal_checkpoint(truncate)"), Cancellation);
        return Copy(Options.File, name, parts);
    }

    private StorageOptions Copy(string store, string name, params string[] parts)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        foreach (var part in parts)
        {
            File.Copy(store + part, Path.Combine(folder, Path.GetFileName(store)) + part);
        }

        return new StorageOptions { File = Path.Combine(folder, Path.GetFileName(store)) };
    }
}
