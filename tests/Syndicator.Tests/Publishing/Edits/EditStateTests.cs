using Syndicator.Publishing.Edits;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing.Edits;

public sealed class EditStateOnSqliteTests() : EditStateTests(new SqliteServer());

public sealed class EditStateOnPostgreSqlTests() : EditStateTests(new PostgreSqlServer());

public abstract class EditStateTests(TestServer server) : EditsSuite(server)
{
    private static readonly DateTimeOffset _at = new(2026, 7, 29, 12, 0, 0, 123, TimeSpan.Zero);

    private static readonly IReadOnlyList<EditState> _every =
    [
        new EditState.Accepted("cli:eve", _at),
        new EditState.Dismissed("cli:eve", _at),
        new EditState.Withdrawn(_at),
        new EditState.Open(),
    ];

    [Fact]
    public async Task Every_case_comes_back_as_it_was_stored()
    {
        _every.Select(state => state.GetType()).Distinct().Count().ShouldBe(typeof(EditState).GetNestedTypes().Length);
        await StartAsync("lead: a");
        foreach (var (index, state) in _every.Index())
        {
            await InsertAsync(Edit(index + 1) with { State = state });
        }

        (await EditsAsync()).Select(edit => edit.State).ShouldBe(_every);
        var back = (await EditsAsync("open")).ShouldHaveSingleItem();
        back.Place.ShouldBe(Edit(4).Place);
        back.CreatedAt.ShouldBe(_at);
        back.Standing!.Content.SaysTheSameAs(Samples.Post("lead").Content).ShouldBeTrue();
        (back.Standing.Length, back.Standing.Limit, back.Standing.Cost).ShouldBe((61, 300, 0.015m));
        back.Standing.Sources.ShouldBe(Samples.Post("lead").Sources);
        back.Proposed!.Content.SaysTheSameAs(Samples.Post("crate").Content).ShouldBeTrue();
        back.Basis!.SaysTheSameAs(Samples.Post("quote").Content).ShouldBeTrue();
    }

    [Theory]
    [InlineData("state = 'lost'")]
    [InlineData("state = 'accepted'")]
    [InlineData("state = 'dismissed', decided_at = 1")]
    [InlineData("state = 'withdrawn', decided_at = 1, decided_by = 'x'")]
    [InlineData("decided_at = 1")]
    [InlineData("decided_by = 'x'")]
    [InlineData("standing = null, proposed = null")]
    [InlineData("number = 0")]
    public async Task The_database_refuses_a_row_that_no_case_makes(string change)
    {
        await StartAsync("lead: a");
        await InsertAsync(Edit(1));
        await ShouldBeRefusedAsync($"update proposed_edits set {change}");
    }

    [Fact]
    public async Task No_part_has_two_open_proposals()
    {
        await StartAsync("lead: a");
        await InsertAsync(Edit(1));
        await InsertAsync(Edit(2) with { State = new EditState.Withdrawn(_at) });
        await ShouldBeRefusedAsync("update proposed_edits set state = 'open', decided_at = null where number = 2");
    }

    private static ProposedEdit Edit(int number) =>
        new()
        {
            Place = new EditPlace("gazette", "issue-7", "alpha", "lead", number),
            Standing = Samples.Post("lead"),
            Proposed = Samples.Post("crate"),
            Basis = Samples.Post("quote").Content,
            CreatedAt = _at,
        };

    private Task<bool> InsertAsync(ProposedEdit edit) =>
        Database.WriteAsync(
            async transaction =>
            {
                await ProposedEditTable.InsertAsync(transaction, edit);
                return true;
            },
            Cancellation
        );
}
