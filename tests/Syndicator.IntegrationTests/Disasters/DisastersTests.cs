using System.Diagnostics;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Disasters;

/// <summary>What happens to the store of the real program while posts are due: nothing is lost, nothing goes out twice, and the log says the way out (docs/disasters.md).</summary>
public sealed class DisastersTests : IDisposable
{
    private readonly RealProgram _program = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_program.Data, "syndicator.db");

    private string Backup => Path.Combine(_program.Folder, "last.backup");

    [Fact]
    public async Task A_database_server_that_was_stopped_and_started_again_finds_the_program_where_it_was()
    {
        var data = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_POSTGRES_DATA");
        Assert.SkipWhen(
            string.IsNullOrEmpty(data),
            "needs a PostgreSQL server that may be stopped: SYNDICATOR_TEST_POSTGRES_DATA names its folder"
        );
        await _program.OnPostgreSqlAsync(
            "disaster",
            async storage =>
            {
                await using var world = await DisasterWorld.StartAsync(_program, storage);
                await world.PlanAsync(40);
                var service = await world.RunAsync();
                await world.ArriveAsync(20);
                await ControlAsync(data, "-m", "immediate", "stop");
                await Task.Delay(TimeSpan.FromSeconds(8), Cancellation);
                var health = await world.HealthAsync(service);
                await ControlAsync(data, "restart");
                var count = await world.FinishAsync();
                count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
                health.ShouldStartWith("503 ");
                health.ShouldContain("See that it runs and that Storage:PostgreSql names its address.");
                await service.StopAsync();
                DisasterWorld.Words(service.Log).ShouldContain("database-unreachable");
            }
        );
    }

    [Fact]
    public async Task A_full_disk_delays_posts_and_doubles_none()
    {
        using var disk = SmallDisk.Mount(_program.Data, "8m");
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(12);
        var service = await world.RunAsync();
        await world.ArriveAsync(6);
        disk.Fill();
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        var health = await world.HealthAsync(service);
        disk.MakeRoom();
        var count = await world.FinishAsync();
        count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
        health.ShouldStartWith("503 ");
        health.ShouldContain("Make room");
        await service.StopAsync();
        DisasterWorld.Words(service.Log).ShouldContain("See that there is free space");
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_said_at_the_start_and_left_as_it_is()
    {
        SkipUnlessAsked();
        using var disk = SmallDisk.Mount(_program.Data, "8m");
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(2);
        disk.LetWrite(false).ShouldBeTrue();
        var (exitCode, log) = await world.FailAsync();
        exitCode.ShouldBe(4);
        DisasterWorld.Words(log).ShouldContain("Storage:Folder");
        disk.LetWrite(true).ShouldBeTrue();
        var service = await world.RunAsync();
        (await world.FinishAsync()).IsRight.ShouldBeTrue();
        await service.StopAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("deliveries")]
    [InlineData("deliveries_open")]
    public async Task A_damaged_file_is_said_and_a_backup_brings_back_everything(string? what)
    {
        SkipUnlessAsked();
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(4);
        (await _program.RunAsync(Cancellation, "backup", Backup)).ExitCode.ShouldBe(0);
        var service = await world.RunAsync();
        await world.ArriveAsync(9);
        await service.StopAsync();
        await BrokenFile.OverwriteAsync(FilePath, what);

        var log = await MeetAsync(world, what is null);
        DisasterWorld.Words(log).ShouldContain("database-damaged");
        DisasterWorld.Words(log).ShouldContain("restore the last backup");

        await MoveAwayAsync();
        (await _program.RunAsync(Cancellation, "restore", Backup)).ExitCode.ShouldBe(0);
        service = await world.RunAsync();
        var count = await world.FinishAsync();
        count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
        await service.StopAsync();
    }

    [Fact]
    public async Task A_write_ahead_log_that_was_taken_away_doubles_nothing()
    {
        SkipUnlessAsked();
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(4);
        var killed = await world.RunAsync();
        await world.ArriveAsync(9);
        await killed.KillAsync();
        File.Delete(FilePath + "-wal");

        var service = await world.RunAsync();
        var count = await world.FinishAsync();
        count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
        await service.StopAsync();
        DisasterWorld.Words(service.Log).ShouldContain("what was stored last is lost");
        File.Exists(FilePath + "-open").ShouldBeFalse("it was closed");
    }

    [Fact]
    public async Task A_write_ahead_log_that_is_taken_away_while_the_program_runs_doubles_nothing()
    {
        SkipUnlessAsked();
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(20);
        var service = await world.RunAsync();
        await world.ArriveAsync(9);
        File.Delete(FilePath + "-wal");
        await world.ArriveAsync(30);
        await service.StopAsync();
        service = await world.RunAsync();
        var count = await world.FinishAsync();
        count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
        await service.StopAsync();
    }

    /// <summary>Both a clock that is wrong for a while and one that is set right again; and in each of these times an answer gets lost.</summary>
    [Theory]
    [InlineData("+1h")]
    [InlineData("-1h")]
    public async Task A_clock_that_is_set_by_an_hour_and_back_doubles_nothing(string by)
    {
        var library = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_FAKETIME");
        Assert.SkipWhen(string.IsNullOrEmpty(library), "needs a clock that can be set: SYNDICATOR_TEST_FAKETIME names libfaketime.so.1");
        var clock = Path.Combine(_program.Folder, "clock");
        await File.WriteAllTextAsync(clock, "+0", Cancellation);
        await using var world = await DisasterWorld.StartAsync(_program, new StorageOptions { File = FilePath });
        await world.PlanAsync(30);
        _program.Set("LD_PRELOAD", library);
        _program.Set("FAKETIME_TIMESTAMP_FILE", clock);
        _program.Set("FAKETIME_NO_CACHE", "1");
        _program.Set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        var service = await world.RunAsync();
        await world.ArriveAsync(9);
        await File.WriteAllTextAsync(clock, by, Cancellation);
        world.LoseAnswers();
        await Task.Delay(TimeSpan.FromSeconds(6), Cancellation);
        await File.WriteAllTextAsync(clock, "+0", Cancellation);
        world.LoseAnswers();
        var count = await world.FinishAsync();
        count.IsRight.ShouldBeTrue($"{count}\n{world.Open}");
        await service.StopAsync();
    }

    public void Dispose() => _program.Dispose();

    private static void SkipUnlessAsked() =>
        Assert.SkipWhen(Chosen.Number("SYNDICATOR_TEST_DISASTERS", 0) == 0, "takes half a minute: set SYNDICATOR_TEST_DISASTERS=1");

    /// <summary>Starts on a damaged file; a service that has not met the damage yet meets it.</summary>
    private static async Task<IReadOnlyList<string>> MeetAsync(DisasterWorld world, bool atOnce)
    {
        if (atOnce)
        {
            var (exitCode, log) = await world.FailAsync();
            exitCode.ShouldBe(4);
            return log;
        }

        var service = await world.RunAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        var health = await world.HealthAsync(service);
        await service.StopAsync();
        health.ShouldStartWith("503 ");
        return service.Log;
    }

    private Task MoveAwayAsync()
    {
        foreach (var file in Directory.GetFiles(_program.Data, "syndicator.db*"))
        {
            File.Move(file, file + ".damaged");
        }

        return Task.CompletedTask;
    }

    private static async Task ControlAsync(string data, params string[] arguments)
    {
        var cluster = Path.Combine(data, "cluster");
        string[] control = ["pg_ctl", "-D", cluster, "-w", "-s", "-l", Path.Combine(data, "server.log"), .. arguments];
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. control] : control;
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(Cancellation);
    }
}
