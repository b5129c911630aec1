using System.Globalization;
using System.Text;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

/// <summary>
/// Everything that goes wrong while mentions are read, as <c>docs/networks/faults.md</c> has it: nothing is given, the cursor stays, and the next look
/// gives what this one did not. After a wanted change run with <c>UPDATE_GOLDEN=1</c> and read the difference.
/// </summary>
public class ReadTableTests
{
    private readonly TestClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mastodon")]
    [InlineData("x")]
    [InlineData("bluesky")]
    public async Task A_look_in_trouble_gives_nothing_and_the_next_one_gives_all_of_it(string network)
    {
        await using var stand = FaultStand.Of(network, _clock);
        await stand.Server.StartAsync();
        stand.MentionUs("before everything");
        var table = new StringBuilder("| What happens | Asked again | What is told |\n|---|---|---|\n");
        for (var i = 0; i < stand.Readings.Count; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(6));
            var reader = (IReadsMentions)stand.Open();
            var cursor = (await ReadAsync(reader, null)).Cursor;
            while ((await ReadAsync(reader, cursor)) is { Cursor: var next } && next != cursor)
            {
                cursor = next;
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
            var row = stand.Readings[i];
            var id = stand.MentionUs(FormattableString.Invariant($"mention {i}"));
            var (told, isRead) = await FailAsync(stand, row, reader, cursor);
            stand.Server.Recover();
            if (!isRead)
            {
                var again = await ReadAsync((IReadsMentions)stand.Open(), cursor);
                again.Mentions.ShouldHaveSingleItem(row.Name).Id.ShouldBe(id);
            }

            table.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {stand.Shown(told)} |\n");
        }

        await Golden.SectionAsync("docs/networks/faults.md", "reading-" + network, table.ToString(), Cancellation);
    }

    private async Task<(string Told, bool IsRead)> FailAsync(FaultStand stand, FaultRow row, IReadsMentions reader, string? cursor)
    {
        var seen = stand.Server.Seen.Count;
        foreach (var fault in row.Faults)
        {
            stand.Server.Plan(stand.OnReading(fault));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reading = reader.ReadMentionsAsync(cursor, limit.Token);
        for (var times = 0; row.Faults[0].Kind == FaultKind.Hang && stand.Server.PlannedCount > 0 && times < 1000; times++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }

        limit.CancelAfter(row.Faults[0].Kind == FaultKind.Hang ? TimeSpan.Zero : TimeSpan.FromMinutes(5));
        var outcome = await reading;
        stand.Server.Seen.Count.ShouldBeGreaterThan(seen, row.Name);
        return outcome.Match(
            read =>
            {
                read.Value.Mentions.ShouldHaveSingleItem(row.Name);
                return ("at once, by the network's reader | —", true);
            },
            throttled => ($"after {(throttled.Until - _clock.GetUtcNow()).TotalMinutes:0.##} min | {outcome.Reason()}", false),
            refused => ($"when somebody has acted | {refused.Reason}", false),
            unavailable => ($"at the next look | {unavailable.Reason}", false)
        );
    }

    private static async Task<MentionPage> ReadAsync(IReadsMentions reader, string? cursor)
    {
        var outcome = await reader.ReadMentionsAsync(cursor, Cancellation);
        return outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
    }
}
