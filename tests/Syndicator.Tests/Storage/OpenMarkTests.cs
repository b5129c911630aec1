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
