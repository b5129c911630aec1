using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Crates;
using Syndicator.Nominations.Collecting;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

public sealed class AskCratesIoTests() : CollectingSuite(new SqliteServer())
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

    [Fact]
    public async Task Crates_io_is_asked_once_a_week_and_daily_where_it_knows_nothing()
    {
        Alpha.Write(Jiff, "ben");
        Alpha.Write("#cotw https://crates.io/crates/nowhere", "ben");
        await CollectAsync();
        var asked = new List<string>();
        var ask = new AskCratesIo(Database, (name, _) => Task.FromResult(Answer(name, asked)), Clock, NullLogger<AskCratesIo>.Instance);

        (await ask.RunAsync(Publication, Cancellation)).ShouldBe(2);
        (await ask.RunAsync(Publication, Cancellation)).ShouldBe(0);
        await AdvanceAsync(TimeSpan.FromDays(1.1));
        await ask.RunAsync(Publication, Cancellation);
        await AdvanceAsync(TimeSpan.FromDays(6));
        await ask.RunAsync(Publication, Cancellation);

        asked.ShouldBe(["jiff", "nowhere", "nowhere", "jiff", "nowhere"], ignoreOrder: true);
        (await RowsAsync("select name from crate_facts where facts = 'null'")).ShouldBe(["nowhere"]);
    }

    [Fact]
    public async Task Where_crates_io_says_nothing_nothing_is_kept_and_where_it_is_off_it_is_not_asked()
    {
        Alpha.Write(Jiff, "ben");
        await CollectAsync();
        var asked = 0;
        var ask = new AskCratesIo(
            Database,
            (_, _) =>
            {
                asked++;
                return Task.FromResult<CrateAnswer>(new CrateAnswer.NotAnswered("It asks to wait."));
            },
            Clock,
            NullLogger<AskCratesIo>.Instance
        );
        await ask.RunAsync(Publication, Cancellation);
        await ask.RunAsync(Publication with { Nominations = new NominationOptions { AsksCratesIo = false } }, Cancellation);

        asked.ShouldBe(1);
        (await RowsAsync("select * from crate_facts")).ShouldBeEmpty();
    }

    private static CrateAnswer Answer(string name, List<string> asked)
    {
        asked.Add(name);
        return name == "jiff" ? new CrateAnswer.Known(Facts(name, "ben")) : new CrateAnswer.Unknown();
    }

    private static CrateFacts Facts(string name, string owner) =>
        new(name, "A crate", null, null, "1.0.0", 7, null, null, [new CrateOwner(owner, null, IsTeam: false)]);
}
