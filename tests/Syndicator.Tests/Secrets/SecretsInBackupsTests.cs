using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

public sealed class SecretsInBackupsOnSqliteTests() : SecretsInBackupsTests(new SqliteServer());

public sealed class SecretsInBackupsOnPostgreSqlTests() : SecretsInBackupsTests(new PostgreSqlServer());

public abstract class SecretsInBackupsTests(TestServer server) : SecretSuite(server)
{
    private string Backup => Path.Combine(Folder, "store.backup");

    [Fact]
    public async Task A_backup_holds_secrets_encrypted_and_is_worth_nothing_without_the_keys()
    {
        await PutAsync("hunter2hunter2");
        await BackUpAsync();
        (await File.ReadAllBytesAsync(Backup, Cancellation)).AsSpan().IndexOf("hunter2"u8).ShouldBe(-1);

        await Store.RemoveAsync("main", Cancellation);
        await RestoreAsync();

        (await ReadAsync()).ShouldBe("hunter2hunter2");
        (await StoreOf(Database, Path.Combine(Folder, "elsewhere")).ReadAsync("main", Cancellation)).Problem!.Code.ShouldBe("secret-keys");
    }

    [Fact]
    public async Task What_was_renewed_since_the_backup_stays()
    {
        await PutAsync("old");
        await PutAsync("untouched", "other");
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await PutAsync("renewed");
        await PutAsync("given later", "third");

        await RestoreAsync();

        (await ReadAsync()).ShouldBe("renewed", "the network has ended the older one");
        (await ReadAsync("other")).ShouldBe("untouched");
        (await ReadAsync("third")).ShouldBe("given later");
    }

    [Fact]
    public async Task A_renewal_under_way_during_a_restoration_is_stored()
    {
        await PutAsync("old");
        await BackUpAsync();
        await Of(Store)
            .RenewAsync(
                async (_, _) =>
                {
                    await RestoreAsync();
                    return new Secret("renewed");
                },
                Cancellation
            );
        (await ReadAsync()).ShouldBe("renewed");
    }

    private async Task BackUpAsync() =>
        (await new BackUpStore(Database, Clock).RunAsync(Backup, overwrite: true, Cancellation)).Refusal.ShouldBeNull();

    private async Task RestoreAsync() =>
        (
            await new RestoreStore(Database, Folder, Clock).RunAsync(Backup, force: true, "cli:eve", Cancellation)
        ).ShouldBeOfType<RestoreOutcome.Done>();
}
