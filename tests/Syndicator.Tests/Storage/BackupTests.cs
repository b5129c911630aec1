using Dapper;
using Microsoft.Data.Sqlite;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Storage;

public sealed class BackupFromSqliteTests() : BackupTests(new SqliteServer());

public sealed class BackupFromPostgreSqlTests() : BackupTests(new PostgreSqlServer(isEmptied: false));

public abstract class BackupTests(TestServer server) : PublishingSuite(server)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-backup-").FullName;

    private string FilePath => Path.Combine(_folder, "week.backup");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Everything_comes_back_in_either_database(string kind)
    {
        await FillAsync();
        var before = await DumpAsync(Database);
        var made = await BackUpAsync();
        made.RowCount.ShouldBe(before.Count);

        await InAnotherAsync(
            kind,
            async target =>
            {
                (await RestoreAsync(target)).ShouldBeOfType<RestoreOutcome.Done>().Before.ShouldBeNull();
                var after = await DumpAsync(target, settledOnly: true);
                after.Count.ShouldBeGreaterThan(0);
                after.ShouldBe(await DumpAsync(Database, settledOnly: true));
                (await CountAsync(target, "deliveries")).ShouldBe(await CountAsync(Database, "deliveries"));
                (await CountAsync(target, "restores")).ShouldBe(1);
            }
        );
    }

    [Fact]
    public async Task The_file_says_when_and_by_what_it_was_made_and_stands_alone()
    {
        await FillAsync();
        var made = await BackUpAsync();
        made.TakenAt.ShouldBe(Clock.GetUtcNow());
        made.Program.ShouldMatch(@"^\d+\.\d+");
        made.Schema.ShouldBeGreaterThanOrEqualTo(6);
        Directory.GetFiles(_folder).ShouldBe([FilePath]);
        await using var connection = BackupFile.Connect(FilePath, SqliteOpenMode.ReadOnly);
        (await BackupFacts.ReadAsync(connection)).ShouldBe(made);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_force_and_only_when_it_is_a_backup()
    {
        await BackUpAsync();
        var first = await File.ReadAllBytesAsync(FilePath, Cancellation);
        (await new BackUpStore(Database, Clock).RunAsync(FilePath, false, Cancellation)).Refusal!.Code.ShouldBe("backup-exists");
        (await File.ReadAllBytesAsync(FilePath, Cancellation)).ShouldBe(first);
        await FillAsync();
        (await new BackUpStore(Database, Clock).RunAsync(FilePath, true, Cancellation)).Made!.RowCount.ShouldBeGreaterThan(0);

        await File.WriteAllTextAsync(FilePath, "a letter", Cancellation);
        (await new BackUpStore(Database, Clock).RunAsync(FilePath, true, Cancellation)).Refusal!.Code.ShouldBe("backup-exists");
        (await File.ReadAllTextAsync(FilePath, Cancellation)).ShouldBe("a letter");
    }

    [Fact]
    public async Task A_folder_and_a_folder_that_is_missing_are_refused()
    {
        (await new BackUpStore(Database, Clock).RunAsync(_folder, true, Cancellation)).Refusal!.Code.ShouldBe("backup-is-folder");
        var missing = Path.Combine(_folder, "nowhere", "x.backup");
        var problem = await Should.ThrowAsync<StorageException>(() =>
            new BackUpStore(Database, Clock).RunAsync(missing, true, Cancellation)
        );
        (problem.Diagnostic.Code, problem.Diagnostic.Position.File).ShouldBe(("backup-not-written", missing));
    }

    [Fact]
    public async Task A_backup_taken_while_four_write_shows_one_moment()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAgainAsync()));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = databases
            .Select((database, writer) => Task.Run(() => WriteAsync(database, writer, enough.Token), Cancellation))
            .ToList();
        var seen = new List<long>();
        // On a busy machine the writers may only begin after the first backups.
        for (var backup = 0; backup < 6 || (backup < 200 && seen.Distinct().Count() == 1); backup++)
        {
            var path = Path.Combine(_folder, $"{backup}.backup");
            var (made, _) = await new BackUpStore(Database, Clock).RunAsync(path, false, Cancellation);
            seen.Add(made!.RowCount);
            await CheckOneMomentAsync(path);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        seen.ShouldBeInOrder();
        seen.Distinct().Count().ShouldBeGreaterThan(1, "the writers wrote meanwhile");
    }

    [Fact]
    public async Task A_store_that_holds_something_is_replaced_only_with_force_and_kept_first()
    {
        await BackUpAsync();
        await FillAsync();
        var before = await DumpAsync(Database);
        var refused = (await RestoreAsync(Database)).ShouldBeOfType<RestoreOutcome.Refused>();
        refused.Reason.Code.ShouldBe("store-not-empty");
        refused.Reason.Message.ShouldContain("deliveries");
        (await DumpAsync(Database)).ShouldBe(before);

        var done = (await RestoreAsync(Database, force: true)).ShouldBeOfType<RestoreOutcome.Done>();
        (await CountAsync(Database, "deliveries")).ShouldBe(0);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        (await new RestoreStore(Database, _folder, Clock).RunAsync(done.Before!, true, "cli:eve", Cancellation))
            .ShouldBeOfType<RestoreOutcome.Done>()
            .Backup.RowCount.ShouldBe(before.Count);
        (await DumpAsync(Database, settledOnly: true)).Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_backup_of_an_older_schema_is_brought_to_this_one()
    {
        await FillAsync();
        await BackUpAsync();
        await ChangeFileAsync(
            """
            drop index issues_listed;
            drop table engagement_accounts;
            drop table engagement_history;
            drop table engagement;
            drop index deliveries_sent;
            drop index deliveries_by_time;
            drop index deliveries_undecided;
            update backup_facts set row_count = row_count
              - (select count(*) from account_owners) - (select count(*) from account_homes) - (select count(*) from spending) - (select count(*) from mentions)
              - (select count(*) from nominations);
            drop table editor_tokens;
            drop table sign_in_attempts;
            drop table sessions;
            drop table known_people;
            drop table editors;
            drop table call_history;
            drop table call_posts;
            drop table call_sightings;
            drop table calls;
            alter table issues drop column calls_read_at;
            drop table nomination_support;
            drop table recounts;
            drop table round_digests;
            drop table crate_facts;
            drop table published;
            drop table nomination_history;
            drop table endorsements;
            drop table proposals;
            drop table nominations;
            drop table reading_positions;
            drop table mentions;
            drop table store_moves;
            drop table restores;
            drop table secrets;
            drop table spending;
            drop table account_owners;
            drop table account_homes;
            drop table account_history;
            drop index deliveries_delivered;
            drop index delivery_history_by_time;
            drop index delivery_history_of_people;
            drop index proposed_edits_by_decision;
            alter table deliveries drop column doubted_since;
            alter table issues drop column followed_at;
            alter table deliveries drop column answers_id;
            alter table deliveries drop column answers_url;
            alter table deliveries drop column answers_root;
            delete from schema_versions where version >= 6;
            update backup_facts set schema_version = 3, program = '0.0.9';
            """
        );
        var bytes = await File.ReadAllBytesAsync(FilePath, Cancellation);
        List<string> expected =
        [
            .. (await DumpAsync(Database, settledOnly: true)).Where(row =>
                !((string[])["account_owners ", "account_homes ", "spending ", "mentions ", "nominations "]).Any(table =>
                    row.StartsWith(table, StringComparison.Ordinal)
                )
            ),
        ];
        var outcome = await RestoreAsync(Database, force: true);
        outcome.ShouldBeOfType<RestoreOutcome.Done>(outcome.ToString()).Backup.Program.ShouldBe("0.0.9");
        (await DumpAsync(Database, settledOnly: true)).ShouldBe(expected);
        (await File.ReadAllBytesAsync(FilePath, Cancellation)).ShouldBe(bytes, "the file itself is never touched");
    }

    [Theory]
    [InlineData(
        "insert into schema_versions values (900, 'of_the_future', 0); update backup_facts set schema_version = 900",
        "backup-newer"
    )]
    [InlineData("drop table backup_facts", "backup-foreign")]
    [InlineData("delete from backup_facts", "backup-foreign")]
    [InlineData("delete from issues", "backup-damaged")]
    [InlineData("drop table watermarks", "backup-damaged")]
    [InlineData("create table recipes (name text)", "backup-damaged")]
    [InlineData("pragma foreign_keys = off; update deliveries set id = id || 'x'", "backup-damaged")]
    [InlineData("create trigger t after insert on schema_versions begin delete from deliveries; end", "backup-damaged")]
    public async Task A_file_that_is_not_our_backup_changes_nothing(string spoil, string code)
    {
        await FillAsync();
        await BackUpAsync();
        await ChangeFileAsync(spoil);
        await ShouldChangeNothingAsync(code);
    }

    [Theory]
    [InlineData(0, "backup-foreign")]
    [InlineData(10, "backup-foreign")]
    [InlineData(100, "backup-damaged")]
    [InlineData(5000, "backup-damaged")]
    [InlineData(-1, "backup-damaged")]
    [InlineData(-4096, "backup-damaged")]
    public async Task A_truncated_file_changes_nothing(int length, string code)
    {
        await FillAsync();
        await BackUpAsync();
        await using (var file = File.OpenWrite(FilePath))
        {
            file.SetLength(length >= 0 ? length : file.Length + length);
        }

        await ShouldChangeNothingAsync(code);
    }

    [Fact]
    public async Task A_file_with_any_page_overwritten_changes_nothing_or_is_whole()
    {
        await FillAsync();
        await BackUpAsync();
        var whole = await File.ReadAllBytesAsync(FilePath, Cancellation);
        for (var page = 1; page < whole.Length / 4096; page += 3)
        {
            var spoiled = whole.ToArray();
            spoiled.AsSpan(page * 4096, 4096).Fill(0xA5);
            await File.WriteAllBytesAsync(FilePath, spoiled, Cancellation);
            await ShouldChangeNothingAsync("backup-damaged");
        }
    }

    [Theory]
    [InlineData("missing", "backup-missing")]
    [InlineData("folder", "backup-is-folder")]
    [InlineData("letter", "backup-foreign")]
    public async Task What_is_no_file_of_ours_is_refused(string what, string code)
    {
        switch (what)
        {
            case "folder":
                Directory.CreateDirectory(FilePath);
                break;
            case "letter":
                await File.WriteAllTextAsync(FilePath, "Dear friend, this is long enough to be more than a header.", Cancellation);
                break;
        }

        await ShouldChangeNothingAsync(code);
    }

    [Fact]
    public async Task Of_a_restoration_that_fails_half_way_nothing_is_left()
    {
        await FillAsync();
        await BackUpAsync();
        // Rows that this store's own rules refuse.
        await ChangeFileAsync("pragma ignore_check_constraints = on; update deliveries set held_until = 5");
        var before = await DumpAsync(Database);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => RestoreAsync(Database, force: true));
        (await DumpAsync(Database)).ShouldBe(before);
    }

    [Fact]
    public async Task Readers_meanwhile_see_all_of_the_old_or_all_of_the_new()
    {
        await FillAsync();
        await BackUpAsync();
        await AnnounceAsync(900, "lead", "crate");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reader = await OpenAgainAsync();
        var reading = Task.Run(
            async () =>
            {
                var counts = new HashSet<long>();
                while (!enough.IsCancellationRequested)
                {
                    counts.Add(await CountAsync(reader, "deliveries"));
                }

                return counts;
            },
            Cancellation
        );
        for (var time = 0; time < 5; time++)
        {
            await RestoreAsync(Database, force: true);
            await AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await enough.CancelAsync();
        (await reading).ShouldBeSubsetOf([18L, 22L]);
    }

    protected override ValueTask CleanUpAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Deliveries of two issues and accounts in many states, a pause, watermarks, letters of every kind.</summary>
    private async Task FillAsync()
    {
        await AnnounceAsync(7, "lead", "crate", "quote");
        await DeliverAsync();
        await AnnounceAsync(8, "lead", "crate", "quote");
        await new ChangeDelivery(Database, Clock).StopAsync((await PostAsync("crate", number: 8)).Id, "cli:Eve 👩‍👩‍👧", Cancellation);
        await AnnounceAsync(9, "lead", "crate", "quote");
        Network()
            .Always(new Syndicator.Networks.PublishOutcome.Refused(Syndicator.Networks.RefusalKind.Account, "revoked; naïve 'quotes'"));
        await DeliverAsync();
        Network().Works();
        await new Watermarks(Database).AdvanceAsync("gazette", "watch", null, Clock.GetUtcNow(), Cancellation);
        await ExecuteAsync(
            """
            update watermarks set next_at = 0;
            insert into mentions (publication, source, post_id, network, url, author_id, author, text, details, posted_at, is_public, is_below_invitation,
              is_lacking, becomes, why, seen_at, checked_at)
            values ('gazette', 'alpha', 'p1', 'mastodon', 'https://a.example/1', '7', 'ben@a.example', 'jiff! 👩‍👩‍👧', '{}', 1, 1, 0, 0, 'unsorted', '', 2, 3);
            insert into nominations (id, publication, kind, identity, nominee, first_round, round, created_at, updated_at, version, state, merged_into)
            values ('a1', 'gazette', 'crate', 'jiff', '{"name":"jiff"}', 1, 1, 1, 1, 1, 'merged', 'b1'),
              ('b1', 'gazette', 'crate', 'chrono', '{"name":"chrono"}', 1, 1, 1, 1, 1, 'pending', null);
            """
        );
    }

    private async Task WriteAsync(Database database, int writer, CancellationToken enough)
    {
        for (var issue = 1000 * (writer + 1); !enough.IsCancellationRequested; issue++)
        {
            await new AnnounceIssue(database, new Outbox(database, Clock), Clock).RunAsync(
                Publication,
                Samples.Issue(issue),
                Samples.Text,
                [Samples.Thread("alpha", "lead", "crate"), Samples.Thread("beta", "lead")],
                "service",
                null,
                CancellationToken.None
            );
            await Deliverer($"worker-{writer}", database).RunAsync(Publication, CancellationToken.None);
        }
    }

    /// <summary>What holds after every transaction holds in the copy.</summary>
    private static async Task CheckOneMomentAsync(string path)
    {
        await using var connection = BackupFile.Connect(path, SqliteOpenMode.ReadOnly);
        (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from deliveries d where version <> (select count(*) from delivery_history h where h.delivery_id = d.id)"
            )
        ).ShouldBe(0, "a post with another version than its history");
        (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from deliveries d where state <> (select to_state from delivery_history h where h.delivery_id = d.id and h.version = d.version)"
            )
        ).ShouldBe(0, "a post in another state than its history says");
        (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from issues i where 3 <> (select count(*) from deliveries d where d.issue_key = i.issue_key)"
            )
        ).ShouldBe(0, "an issue without all of its posts");
    }

    private async Task<BackupFacts> BackUpAsync() => (await new BackUpStore(Database, Clock).RunAsync(FilePath, false, Cancellation)).Made!;

    private Task<RestoreOutcome> RestoreAsync(Database target, bool force = false) =>
        new RestoreStore(target, _folder, Clock).RunAsync(FilePath, force, "cli:eve", Cancellation);

    private async Task ShouldChangeNothingAsync(string code)
    {
        var before = await DumpAsync(Database);
        var refused = (await RestoreAsync(Database, force: true)).ShouldBeOfType<RestoreOutcome.Refused>();
        refused.Reason.Code.ShouldBe(code, refused.Reason.ToString());
        refused.Reason.Remedy.ShouldNotBeNull();
        (await DumpAsync(Database)).ShouldBe(before);
        Directory.GetFiles(_folder, "*.part*").ShouldBeEmpty();
    }

    private async Task ChangeFileAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false;Foreign Keys=false");
        await connection.ExecuteAsync(sql);
    }

    private async Task InAnotherAsync(string kind, Func<Database, Task> work)
    {
        TestServer other = kind == "sqlite" ? new SqliteServer() : new PostgreSqlServer(isEmptied: false);
        var options = await other.CreateAsync();
        try
        {
            await using var target = await Database.OpenAsync(options, Clock, Cancellation);
            await work(target);
        }
        finally
        {
            await other.DropAsync(options);
        }
    }

    private static Task<long> CountAsync(Database database, string table) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"select count(*) from {table}"), Cancellation);

    /// <summary>Every row as text. Of the settled only: what a restoration leaves as it was, apart from its version.</summary>
    private static Task<List<string>> DumpAsync(Database database, bool settledOnly = false) =>
        database.ReadAsync(
            async connection =>
            {
                var rows = new List<string>();
                foreach (
                    var table in (string[])
                        [
                            "account_pauses",
                            "account_history",
                            "issues",
                            "watermarks",
                            "deliveries",
                            "delivery_history",
                            "restores",
                            "account_owners",
                            "account_homes",
                            "spending",
                            "secrets",
                            "mentions",
                            "reading_positions",
                            "nominations",
                            "proposals",
                            "endorsements",
                            "nomination_history",
                            "published",
                            "crate_facts",
                            "round_digests",
                            "calls",
                            "call_sightings",
                            "call_posts",
                            "call_history",
                            "editors",
                            "known_people",
                            "editor_tokens",
                        ]
                )
                {
                    var found = await connection.QueryAsync($"select * from {table}");
                    rows.AddRange(
                        found
                            .Cast<IDictionary<string, object?>>()
                            .Where(row => !settledOnly || IsSettled(table, row))
                            .Select(row =>
                                table
                                + " "
                                + string.Join(
                                    '|',
                                    row.Where(cell => !settledOnly || cell.Key != "version")
                                        .OrderBy(cell => cell.Key)
                                        .Select(cell => $"{cell.Key}={cell.Value}")
                                )
                            )
                    );
                }

                rows.Sort(StringComparer.Ordinal);
                return rows;
            },
            Cancellation
        );

    private static bool IsSettled(string table, IDictionary<string, object?> row) =>
        table switch
        {
            "deliveries" => row["state"] is "delivered" or "failed" or "cancelled" or "gone",
            "delivery_history" => !((string)row["reason"]!).StartsWith("the store was restored", StringComparison.Ordinal),
            "restores" => false,
            _ => true,
        };
}
