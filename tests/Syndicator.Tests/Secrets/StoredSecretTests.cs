using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

public sealed class StoredSecretOnSqliteTests() : StoredSecretTests(new SqliteServer());

public sealed class StoredSecretOnPostgreSqlTests() : StoredSecretTests(new PostgreSqlServer());

/// <summary>Renewal as X needs it: what is stored is worthless from the moment the network was asked for the next.</summary>
public abstract class StoredSecretTests(TestServer server) : SecretSuite(server)
{
    [Fact]
    public async Task One_renews_at_a_time_over_all_processes_and_each_gets_what_the_one_before_stored()
    {
        await PutAsync("0");
        var (network, inside) = (0, 0);
        async Task<Secret?> NextAsync(Secret held, CancellationToken stop)
        {
            Interlocked.Increment(ref inside).ShouldBe(1, "somebody else is renewing");
            var number = int.Parse(held.Reveal(), CultureInfo.InvariantCulture);
            Interlocked.CompareExchange(ref network, number + 1, number).ShouldBe(number, "the network has ended what is held");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, stop);
            Interlocked.Decrement(ref inside);
            return new Secret($"{number + 1}");
        }

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async worker =>
                {
                    var secret = Of(StoreOf(await OpenAgainAsync()), $"worker-{worker}");
                    for (var turn = 0; turn < 3; turn++)
                    {
                        var mine = await secret.RenewAsync(NextAsync, Cancellation);
                        var stored = int.Parse((await ReadAsync())!, CultureInfo.InvariantCulture);
                        stored.ShouldBeGreaterThanOrEqualTo(int.Parse(mine!.Reveal(), CultureInfo.InvariantCulture), "it was stored first");
                    }
                })
        );

        (await ReadAsync()).ShouldBe("12");
        network.ShouldBe(12);
    }

    [Fact]
    public async Task A_renewer_that_died_is_waited_for_no_longer_than_its_lease()
    {
        await PutAsync("old");
        (await Store.LeaseAsync("main", "dead", Syndicator.Secrets.StoredSecret.Lease, Cancellation)).ShouldBeTrue();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(400), TimeProvider.System);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Of(Store).RenewAsync((_, _) => throw new InvalidOperationException("it is not its turn"), impatient.Token)
        );

        await AdvanceAsync(Syndicator.Secrets.StoredSecret.Lease);

        (await Of(Store).RenewAsync((held, _) => Task.FromResult<Secret?>(new Secret(held.Reveal() + ", renewed")), Cancellation))!
            .Reveal()
            .ShouldBe("old, renewed");
        (await ReadAsync()).ShouldBe("old, renewed");
    }

    [Fact]
    public async Task Who_logs_in_during_a_renewal_wins()
    {
        await PutAsync("old");
        await Of(Store)
            .RenewAsync(
                async (_, _) =>
                {
                    await PutAsync("logged in");
                    return new Secret("renewed");
                },
                Cancellation
            );
        (await ReadAsync()).ShouldBe("logged in");
    }

    [Fact]
    public async Task Keys_may_be_rotated_during_a_renewal()
    {
        await PutAsync("old");
        await Of(Store)
            .RenewAsync(
                async (_, _) =>
                {
                    (await StoreOf(Database).RotateAsync(Cancellation)).ShouldBe((1, null));
                    return new Secret("renewed");
                },
                Cancellation
            );
        (await ReadAsync()).ShouldBe("renewed");
    }

    [Fact]
    public async Task A_renewal_that_came_to_nothing_changes_nothing_and_lets_the_next_try()
    {
        await PutAsync("old");
        (await Of(Store).RenewAsync((_, _) => Task.FromResult<Secret?>(null), Cancellation)).ShouldBeNull();
        await Should.ThrowAsync<HttpRequestException>(() => Of(Store).RenewAsync((_, _) => throw new HttpRequestException(), Cancellation));
        (await Of(Store).RenewAsync((_, _) => Task.FromResult<Secret?>(new Secret("new")), Cancellation)).ShouldNotBeNull();
        (await ReadAsync()).ShouldBe("new");
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_the_command_and_not_renewed()
    {
        var (secret, problem) = await Of(Store).ReadAsync(Cancellation);
        secret.ShouldBeNull();
        problem!.Remedy!.ShouldContain("syndicator accounts login mastodon");
        (await Of(Store).RenewAsync((_, _) => throw new InvalidOperationException("there is nothing"), Cancellation)).ShouldBeNull();
    }
}
