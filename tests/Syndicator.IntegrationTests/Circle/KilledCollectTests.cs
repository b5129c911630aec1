using System.Diagnostics;
using System.Globalization;
using Dapper;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Discourse;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Circle;

/// <summary>
/// <c>syndicator collect</c>, killed with SIGKILL at random moments while it reads a long forum topic and many mentions from servers that cut their
/// answers into lots and now and then ask it to wait. What counts is what the store has in the end. <c>SYNDICATOR_TEST_COLLECT_KILLS</c> and
/// <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed class KilledCollectTests : IAsyncLifetime
{
    private const long Topic = 2704;
    private const int FewKills = 2;
    private static readonly int s_kills = Chosen.Number("SYNDICATOR_TEST_COLLECT_KILLS", FewKills);
    private static readonly int s_forumPosts = s_kills > FewKills ? 3000 : 1500;
    private static readonly int s_mentions = s_kills > FewKills ? 2000 : 1000;

    /// <summary>Every crate is nominated by several people in both places.</summary>
    private const int Crates = 400;

    private readonly RealProgram _program = new();
    private readonly FakeMastodon _mastodon = new() { RequestsInFiveMinutes = 1_000_000 };
    private readonly FakeDiscourse _forum = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(_mastodon.StartAsync(), _forum.StartAsync());
        _forum.Say(Topic, "Nominate your favourite crates here!", "editor");
        _mastodon.Write("@newsletter hello");
    }

    public async ValueTask DisposeAsync()
    {
        await _mastodon.DisposeAsync();
        await _forum.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public Task On_sqlite_the_killed_program_collects_every_post_once() => _program.OnSqliteAsync(KillAsync);

    [Fact]
    public Task On_postgresql_the_killed_program_collects_every_post_once() => _program.OnPostgreSqlAsync("killed_collect", KillAsync);

    private async Task KillAsync(StorageOptions storage)
    {
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122);
        var random = new Random(seed);
        var started = Stopwatch.StartNew();
        await ConfigureAsync();
        await FinishAsync(storage);
        WriteEverything();
        var underWay = 0;
        for (var kill = 0; kill < s_kills; kill++)
        {
            if (kill % 4 == 3 && _forum.PlannedCount + _mastodon.PlannedCount == 0)
            {
                AskToWait(random.Next(2));
            }

            underWay += await StrikeAsync(
                storage,
                3 + random.Next(Math.Max(4, (s_kills > FewKills ? 480 : 240) / s_kills)),
                random.Next(30)
            )
                ? 1
                : 0;
        }

        await FinishAsync(storage);
        await CheckAsync(storage);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {s_kills} kills, {underWay} with a source in hand, {started.Elapsed.TotalSeconds:F0} s"
        );
    }

    private async Task ConfigureAsync()
    {
        _program.Set("KILLED_MASTODON", FakeMastodon.Token);
        var folder = Path.Combine(_program.Configuration, "this-week-in-rust");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "publication.yaml"),
            $$"""
            name: This Week in Rust
            site: https://newsletter.example/
            pagePath: "{slug}/"
            source: { folder: issues/ }
            schedules: { zone: Etc/UTC }
            nominations:
              crateTag: cotw
              crates.io: off
              topics:
                - { name: forum-crates, collects: crate, url: "{{_forum.AddressOf(Topic)}}" }
            """,
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "accounts.yaml"),
            $"""
            accounts:
              - name: mastodon
                network: mastodon
                server: {_mastodon.Address}
                credentials: env:KILLED_MASTODON
                mode: live
            """,
            Cancellation
        );
    }

    /// <summary>Every fifth mention only chats.</summary>
    private void WriteEverything()
    {
        for (var number = 0; number < s_forumPosts; number++)
        {
            _forum.Say(Topic, $"I nominate https://crates.io/crates/{Crate(number)} here.", FormattableString.Invariant($"forum{number}"));
        }

        for (var number = 0; number < s_mentions; number++)
        {
            var text = number % 5 == 4 ? "@newsletter hello again" : $"@newsletter #cotw https://crates.io/crates/{Crate(number)}";
            _mastodon.Write(text, FormattableString.Invariant($"person{number}"));
        }
    }

    private static string Crate(int number) => FormattableString.Invariant($"crate{number % Crates}");

    /// <summary>Both servers, to one of the next requests.</summary>
    private void AskToWait(int seconds)
    {
        var wait = new Dictionary<string, string> { ["Retry-After"] = (1 + seconds).ToString(CultureInfo.InvariantCulture) };
        _forum.Plan(new Fault(FaultKind.Status, Status: 429, Headers: wait));
        _mastodon.Plan(new Fault(FaultKind.Status, Status: 429, Headers: wait, Path: "/api/v1/notifications"));
    }

    /// <summary>Kills it once it has asked the servers so often, and some moments more; what it held is taken over at once, as if its lease had ended.</summary>
    /// <param name="requests">The more kills, the fewer, so that there is something left to read.</param>
    /// <returns>Whether it held a source.</returns>
    private async Task<bool> StrikeAsync(StorageOptions storage, int requests, int milliseconds)
    {
        var asked = Asked;
        using var collect = _program.Start("collect");
        collect.BeginOutputReadLine();
        collect.BeginErrorReadLine();
        while (Asked < asked + requests && !collect.HasExited)
        {
            await Task.Delay(2, Cancellation);
        }

        await Task.Delay(milliseconds, Cancellation);
        await RealProgram.KillAsync(collect);
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await database.WriteAsync(
                transaction =>
                    transaction.Connection!.ExecuteAsync(
                        "update reading_positions set holder = null, held_until = null where holder is not null",
                        transaction: transaction
                    ),
                Cancellation
            ) > 0;
    }

    private int Asked => _forum.Seen.Count + _mastodon.Seen.Count;

    /// <summary>Until it has nothing to read any more; where a server asked it to wait, it ends with that.</summary>
    private async Task FinishAsync(StorageOptions storage)
    {
        for (var runs = 0; ; runs++)
        {
            var (exitCode, output, error) = await _program.RunAsync(Cancellation, "collect");
            if (
                exitCode == 0
                && output.Contains("mastodon: 0 read", StringComparison.Ordinal)
                && output.Contains("forum-crates: 0 read", StringComparison.Ordinal)
            )
            {
                return;
            }

            runs.ShouldBeLessThan(
                20,
                $"{output}{error}\n{string.Join('\n', await ReadAsync(storage, "select source || ' ' || count(*) from mentions group by source"))}"
            );
            await Task.Delay(exitCode == 0 ? 0 : 500, Cancellation);
        }
    }

    private async Task CheckAsync(StorageOptions storage)
    {
        (await ReadAsync(storage, "select source || ' ' || post_id from mentions order by 1")).ShouldBe(
            _forum
                .Ledger.Select(post => $"forum-crates {post.Id}")
                .Concat(_mastodon.All.Select(status => $"mastodon {status.Id}"))
                .Order(StringComparer.Ordinal),
            ignoreOrder: true
        );
        var nominated = Enumerable.Range(0, s_forumPosts).Concat(Enumerable.Range(0, s_mentions).Where(number => number % 5 != 4));
        (
            await ReadAsync(
                storage,
                """
                select n.identity || ' ' || count(*) || ' of ' || count(distinct p.source || p.nominator_id) from nominations n
                join proposals p on p.nomination_id = n.id and p.withdrawn_at is null group by n.id, n.identity
                """
            )
        ).ShouldBe(nominated.GroupBy(Crate).Select(posts => $"{posts.Key} {posts.Count()} of {posts.Count()}"), ignoreOrder: true);
        (await ReadAsync(storage, "select act || ' ' || count(*) from nomination_history group by act")).ShouldBe([$"nominated {Crates}"]);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(StorageOptions storage, string sql)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await database.ReadAsync<IReadOnlyList<string>>(
            async connection => [.. await connection.QueryAsync<string>(sql)],
            Cancellation
        );
    }
}
