using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

/// <summary>Collecting that ends in the middle of anything: of a call, of a transaction, at every row that it writes. Afterwards it goes on as if nothing had been.</summary>
public sealed class InterruptedTests() : CollectingSuite(new SqliteServer())
{
    [Fact]
    public async Task Wherever_it_ends_nothing_is_lost_and_nothing_doubled()
    {
        var expected = await FinishedAsync();
        for (var row = 1; row <= 20; row++)
        {
            await ForgetAsync();
            await ExecuteAsync(
                $"""
                create table written (number integer);
                create trigger stop_at_proposal after insert on proposals begin
                  insert into written values (1);
                  select raise(abort, 'killed') where (select count(*) from written) = {row};
                end;
                create trigger stop_at_mention after insert on mentions begin
                  insert into written values (1);
                  select raise(abort, 'killed') where (select count(*) from written) = {row};
                end;
                """
            );
            await Should.ThrowAsync<Exception>(CollectAsync("alpha"));
            await ExecuteAsync("drop trigger stop_at_proposal; drop trigger stop_at_mention; drop table written;");
            (await FinishedAsync()).ShouldBe(expected, $"stopped at row {row}");
        }
    }

    [Fact]
    public async Task Whichever_call_it_dies_in_it_goes_on_from_there()
    {
        var expected = await FinishedAsync();
        for (var call = 1; call <= 12; call++)
        {
            await ForgetAsync();
            var source = SourceOf("alpha");
            var (calls, dies) = (0, call);
            source.OnCall = (_, _) =>
                ++calls == dies ? new ScriptedSource.Failure("", Crash: new InvalidOperationException("killed")) : null;
            try
            {
                await CollectAsync("alpha");
            }
            catch (InvalidOperationException)
            {
                // As a process that is killed: nobody handles it.
            }

            source.OnCall = (_, _) => null;
            (await FinishedAsync()).ShouldBe(expected, $"died in call {call}");
        }
    }

    protected override async Task PrepareAsync()
    {
        Alpha.PageSize = 7;
        for (var i = 0; i < 40; i++)
        {
            var post = Alpha.Write($"#cotw https://crates.io/crates/crate{i % 6}", $"p{i}", id: $"a{i:00}");
            if (i % 3 == 0)
            {
                Alpha.Write("seconded", $"q{i}", post.Id, id: $"b{i:00}");
            }
        }

        await InviteAsync("invitation");
        var other = Alpha.Write("I like https://crates.io/crates/other", "z", "invitation", addressed: false, id: "c00");
        Alpha.Answers["invitation"] = [other, Alpha.Write("+1", "y", other.Id, addressed: false, id: "c01")];
    }

    private async Task<string> FinishedAsync()
    {
        await CollectAsync("alpha");
        await CollectAsync("alpha");
        return string.Join(
            '\n',
            [
                .. await NominationsAsync(),
                .. await BecameAsync(),
                .. await EndorsementsAsync(),
                .. await RowsAsync("select count(*) from nomination_history"),
                .. await RowsAsync("select cursor from reading_positions"),
            ]
        );
    }

    private Task<int> ForgetAsync() =>
        ExecuteAsync(
            """
            delete from nomination_support; delete from recounts; delete from endorsements; delete from proposals; delete from nomination_history; delete from nominations; delete from mentions;
            delete from reading_positions;
            """
        );
}
