using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

public sealed class SourcesAtOnceOnSqliteTests() : SourcesAtOnceTests(new SqliteServer());

public sealed class SourcesAtOnceOnPostgreSqlTests() : SourcesAtOnceTests(new PostgreSqlServer());

public abstract class SourcesAtOnceTests(TestServer server) : CollectingSuite(server)
{
    private static readonly string[] s_crates =
    [
        .. Enumerable.Range(0, 24).Select(number => FormattableString.Invariant($"crate_{number}")),
    ];

    [Fact]
    public async Task The_same_crates_in_another_order_from_every_source_are_one_nomination_each()
    {
        Publication = Samples.Publication("alpha", "beta", "gamma", "delta");
        foreach (var (turn, account) in Publication.Accounts.Index())
        {
            var crates = s_crates[(turn * 6)..].Concat(s_crates[..(turn * 6)]);
            foreach (var crate in turn % 2 == 0 ? crates : crates.Reverse())
            {
                SourceOf(account.Name).Write($"#cotw https://crates.io/crates/{crate}");
            }
        }

        (await CollectAsync()).ShouldAllBe(report => report.Trouble == null && report.Count == s_crates.Length);

        (await NominationsAsync()).ShouldBe(
            s_crates.Order(StringComparer.Ordinal).Select(crate => crate + " pending 4"),
            ignoreOrder: true
        );
    }
}
