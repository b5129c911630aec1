using Syndicator.Configuration;
using Syndicator.Secrets;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

public sealed class SecretStoreOnSqliteTests() : SecretStoreTests(new SqliteServer());

public sealed class SecretStoreOnPostgreSqlTests() : SecretStoreTests(new PostgreSqlServer());

public abstract class SecretStoreTests(TestServer server) : SecretSuite(server)
{
    [Fact]
    public async Task What_is_stored_is_read_back_and_listed_without_its_value()
    {
        await PutAsync("hunter2");
        await PutAsync("hunter3");

        (await ReadAsync()).ShouldBe("hunter3");
        (await Store.ListAsync(Cancellation)).ShouldBe([new SecretFacts("main", 2, Clock.GetUtcNow(), "cli:eve")]);
        (await RowsAsync()).ShouldHaveSingleItem().Ciphertext.ShouldNotContain("hunter");
        (await Store.ReadAsync("other", Cancellation)).ShouldBe((null, null));
        (await Store.RemoveAsync("main", Cancellation)).ShouldBeTrue();
        (await Store.RemoveAsync("main", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_come_with_the_first_secret_and_only_their_owner_may_read_them()
    {
        await ReadAsync();
        await Store.RotateAsync(Cancellation);
        Directory.Exists(Keys).ShouldBeFalse();

        await PutAsync("hunter2");
        await PutAsync("hunter3", "other");

        var key = Directory.GetFiles(Keys).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Keys).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_text_counts_under_its_own_name_only()
    {
        await PutAsync("hunter2");
        await PutAsync("hunter3", "other");
        await ExecuteAsync("update secrets set ciphertext = (select ciphertext from secrets where name = 'other') where name = 'main'");

        (await Store.ReadAsync("main", Cancellation)).Problem!.Code.ShouldBe("secret-keys");
    }

    [Theory]
    [InlineData("", "no keys")]
    [InlineData("other", "not those")]
    [InlineData("broken", "no key")]
    public async Task Without_its_keys_a_secret_is_a_problem_with_the_folder_in_it(string instead, string expected)
    {
        await PutAsync("hunter2");
        Directory.Move(Keys, Keys + "-away");
        if (instead == "other")
        {
            new SecretKeys(Keys).Make().ShouldBeNull();
        }
        else if (instead == "broken")
        {
            Directory.CreateDirectory(Keys);
            await File.WriteAllTextAsync(Path.Combine(Keys, "key.xml"), "<key", Cancellation);
        }

        var fresh = StoreOf(Database);
        var (secret, problem) = await Of(fresh).ReadAsync(Cancellation);
        secret.ShouldBeNull();
        problem!.Message.ShouldSatisfyAllConditions(text => text.ShouldContain(Keys), text => text.ShouldContain(expected));
        problem.Remedy!.ShouldContain("Secrets:Keys");
        (await fresh.PutAsync("another", new Secret("hunter3"), "cli:eve", Cancellation)).ShouldBe(
            problem,
            "it would be lost with the right keys"
        );
        (await fresh.RotateAsync(Cancellation)).ShouldBe((0, problem));
        (await RowsAsync()).Count.ShouldBe(1);

        if (Directory.Exists(Keys))
        {
            Directory.Delete(Keys, recursive: true);
        }

        Directory.Move(Keys + "-away", Keys);
        (await ReadAsync(store: fresh)).ShouldBe("hunter2");
    }

    [Fact]
    public async Task Keys_that_cannot_be_made_store_nothing()
    {
        await File.WriteAllTextAsync(Keys, "a file where the folder shall be", Cancellation);

        var problem = await Store.PutAsync("main", new Secret("hunter2"), "cli:eve", Cancellation);

        problem!.Message.ShouldContain(Keys);
        (await RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_rotation_the_old_key_is_not_needed_and_other_instances_go_on()
    {
        await PutAsync("hunter2");
        await PutAsync("hunter3", "other");
        var old = Directory.GetFiles(Keys).ShouldHaveSingleItem();
        var running = StoreOf(await OpenAgainAsync());
        (await ReadAsync(store: running)).ShouldBe("hunter2", "its ring is read now");
        var before = await RowsAsync();

        (await Store.RotateAsync(Cancellation)).ShouldBe((2, null));

        (await ReadAsync(store: running)).ShouldBe("hunter2");
        File.Delete(old);
        (await ReadAsync("other", StoreOf(Database))).ShouldBe("hunter3");
        await PutAsync("hunter4", "third", running);
        (await ReadAsync("third", StoreOf(Database))).ShouldBe("hunter4", "it was encrypted with the new key");
        foreach (var row in await RowsAsync())
        {
            before.ShouldAllBe(earlier => earlier.Ciphertext != row.Ciphertext);
            row.Version.ShouldBe(1, "what it says is the same");
        }
    }

    [Fact]
    public async Task Nobody_who_logs_in_while_keys_are_rotated_is_lost()
    {
        await PutAsync("start");
        var other = StoreOf(await OpenAgainAsync());
        var writing = Task.Run(
            async () =>
            {
                for (var number = 1; number <= 20; number++)
                {
                    await PutAsync($"text {number}", $"secret-{number}", other);
                    await PutAsync($"main {number}", store: other);
                }
            },
            Cancellation
        );
        while (!writing.IsCompleted)
        {
            (await Store.RotateAsync(Cancellation)).Problem.ShouldBeNull();
        }

        await writing;
        (await ReadAsync()).ShouldBe("main 20");
        for (var number = 1; number <= 20; number++)
        {
            (await ReadAsync($"secret-{number}")).ShouldBe($"text {number}");
        }
    }

    private async Task<IReadOnlyList<SecretRow>> RowsAsync() =>
        await Database.ReadAsync(connection => SecretTable.ListAsync(connection), Cancellation);
}
