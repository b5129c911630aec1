using Syndicator.Storage;

namespace Syndicator.Tests.Storage;

public sealed class OpenMarkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    private string Store => Path.Combine(_folder, "a.db");

    private StorageOptions Options => new() { File = Store };

    [Fact]
    public void A_store_whose_log_was_taken_away_says_since_when_it_may_lack_something()
    {
        Open();
        File.Delete(Store + "-wal");
        OpenMark.Of(Options)!.LostSince.ShouldBe(new DateTimeOffset(File.GetLastWriteTimeUtc(Store)));
    }

    [Fact]
    public void A_loss_is_known_until_it_was_dealt_with_whatever_becomes_of_the_log()
    {
        Open();
        File.Delete(Store + "-wal");
        var since = OpenMark.Of(Options)!.LostSince.ShouldNotBeNull();
        File.SetLastWriteTimeUtc(Store, since.UtcDateTime.AddDays(1));
        File.WriteAllText(Store + "-wal", "of one that was killed again");

        var mark = OpenMark.Of(Options)!;
        mark.LostSince.ShouldBe(since);
        mark.Clear();
        File.Delete(Store + "-wal");
        mark.Clear();
        OpenMark.Of(Options)!.LostSince.ShouldBe(since, "it was closed, and nobody has doubted anything");

        mark.Set();
        mark.Clear();
        OpenMark.Of(Options)!.LostSince.ShouldBeNull();
    }

    [Fact]
    public void A_mark_that_cannot_be_read_counts_as_a_loss()
    {
        Open();
        File.WriteAllText(Store + "-open", "2026-11-");
        OpenMark.Of(Options)!.LostSince.ShouldBe(new DateTimeOffset(File.GetLastWriteTimeUtc(Store)));
    }

    [Fact]
    public void One_that_was_killed_with_its_log_has_lost_nothing()
    {
        Open();
        OpenMark.Of(Options)!.LostSince.ShouldBeNull();
    }

    [Fact]
    public void One_that_was_closed_has_lost_nothing()
    {
        var mark = Open();
        File.Delete(Store + "-wal");
        mark.Clear();
        OpenMark.Of(Options)!.LostSince.ShouldBeNull();
    }

    [Fact]
    public void One_that_another_process_still_has_open_stays_marked()
    {
        Open().Clear();
        File.Delete(Store + "-wal");
        OpenMark.Of(Options)!.LostSince.ShouldNotBeNull();
    }

    [Fact]
    public void A_new_store_has_lost_nothing_and_a_server_has_no_such_log()
    {
        OpenMark.Of(Options)!.LostSince.ShouldBeNull();
        OpenMark.Of(new StorageOptions { PostgreSql = "Host=db" }).ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private OpenMark Open()
    {
        var mark = OpenMark.Of(Options)!;
        File.WriteAllText(Store, "pages");
        File.WriteAllText(Store + "-wal", "what was stored last");
        mark.Set();
        return mark;
    }
}
