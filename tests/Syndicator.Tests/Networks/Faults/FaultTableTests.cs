using System.Globalization;
using System.Text;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Networks.Faults;

public sealed class FaultTableOnSqliteTests() : FaultTableTests(new SqliteServer());

/// <summary>
/// Everything that goes wrong while a post is published, through the real outbox and over real connections, until it is over: <c>docs/networks/faults.md</c>.
/// After a wanted change run with <c>UPDATE_GOLDEN=1</c> and read the difference.
/// </summary>
public abstract class FaultTableTests(TestServer server) : PublishingSuite(server)
{
    private const int MostLooks = 60;

    private FaultStand _stand = null!;
    private INetwork _network = null!;

    [Theory]
    [InlineData("mastodon")]
    [InlineData("x")]
    [InlineData("bluesky")]
    public async Task Every_fault_ends_as_the_table_says_and_its_post_is_there_once_or_refused(string network)
    {
        await using var stand = _stand = FaultStand.Of(network, Clock);
        await stand.Server.StartAsync();
        var table = new StringBuilder(
            "| What happens | State of the post | Next attempt | What the editor is told | Account | Posts in the end |\n|---|---|---|---|---|---|\n"
        );
        for (var i = 0; i < stand.Rows.Count; i++)
        {
            // Windows of limits end between two rows.
            await AdvanceAsync(TimeSpan.FromMinutes(16));
            table.Append(await RowAsync(i)).Append('\n');
        }

        await Golden.SectionAsync("docs/networks/faults.md", "posting-" + network, table.ToString(), Cancellation);
    }

    private async Task<string> RowAsync(int number)
    {
        var row = _stand.Rows[number];
        Publication = Samples.Publication() with
        {
            Id = FormattableString.Invariant($"{_stand.Name}-{number}"),
            Accounts = [_stand.Account()],
            Hold = TimeSpan.Zero,
        };
        var part = row.IsOfReply ? "crate" : "lead";
        await AnnounceAsync(7, [Composing(row, number)]);
        row.Begin?.Invoke(_stand);
        await FailAsync(row, part);
        var told = await CellsAsync(part);
        row.End?.Invoke(_stand);
        _stand.Server.Recover();
        _network = _stand.Open();
        var end = await EndAsync(part, number);
        return $"| {row.Name} | {string.Join(" | ", told.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} | {end} |";
    }

    /// <summary>Texts of their own: the ledgers are counted by them.</summary>
    private Syndicator.Composing.PostThread Composing(FaultRow row, int number)
    {
        string[] parts = row.IsOfReply ? ["lead", "crate"] : ["lead"];
        return new(
            _stand.Name,
            [.. parts.Select(part => Samples.Post(part) with { Content = new PostContent { Text = Text(part, number) } })]
        );
    }

    private static string Text(string part, int number) => FormattableString.Invariant($"Row {number}, {part}: naïve, with an end.");

    /// <summary>Looks until everything that was to happen has happened.</summary>
    private async Task FailAsync(FaultRow row, string part)
    {
        var healthy = _stand.Open(row.Elsewhere);
        _network = row.IsOfReply ? new Planning(healthy, () => Plan(row)) : healthy;
        if (!row.IsOfReply)
        {
            Plan(row);
        }

        var since = Clock.GetUtcNow();
        var seen = _stand.CreatingCount();
        for (var look = 0; look < MostLooks; look++)
        {
            await LookAsync(row, seen);
            if (look == 0 && row.Afterwards is { } fault)
            {
                _stand.Server.Plan(fault);
            }

            var isOver = row.Lasts is { } time ? Clock.GetUtcNow() - since >= time : _stand.Server.PlannedCount == 0;
            if (isOver || !await WaitAsync(part))
            {
                return;
            }
        }
    }

    private void Plan(FaultRow row)
    {
        foreach (var fault in row.Faults)
        {
            _stand.Server.Plan(_stand.OnCreating(fault));
        }
    }

    private async Task LookAsync(FaultRow row, int seen)
    {
        var there = _stand.Server.Ledger.Count;
        var run = DeliverAsync();
        if (row.Faults is [{ Kind: FaultKind.Hang }])
        {
            await UntilAsync(() => _stand.CreatingCount() > seen && (!row.Faults[0].After || _stand.Server.Ledger.Count > there));
            Clock.Advance(Delivering.RequestTimeLimit);
        }
        else if (row.Begin is not null)
        {
            // Somebody waits a little between two looks of its own.
            for (
                var times = 0;
                times < 5 && await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System, Cancellation)) != run;
                times++
            )
            {
                Clock.Advance(TimeSpan.FromSeconds(2));
            }
        }

        await run;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var times = 0; !isSo() && times < 1000; times++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }

    /// <summary>To the next moment at which something happens by itself; false when nothing will.</summary>
    private async Task<bool> WaitAsync(string part)
    {
        var pause = await PauseAsync();
        var state = (await PostAsync(part)).State;
        if (pause is { Until: null } || state is not (DeliveryState.Due or DeliveryState.Uncertain))
        {
            return false;
        }

        DateTimeOffset?[] times =
        [
            pause?.Until,
            (state as DeliveryState.Due)?.RetryAt,
            (state as DeliveryState.Uncertain)?.AbsentAt + Delivering.BetweenLookUps,
        ];
        var next = times.Max() ?? Clock.GetUtcNow();
        await AdvanceAsync(next > Clock.GetUtcNow() ? next - Clock.GetUtcNow() : TimeSpan.FromMinutes(1));
        return true;
    }

    private async Task<string[]> CellsAsync(string part)
    {
        var state = (await PostAsync(part)).State;
        var pause = await PauseAsync();
        var reason = (await HistoryAsync(part)).Last(step => step.From == "sending" || step is { From: "uncertain", To: "held" }).Reason;
        _stand.Secrets.ShouldAllBe(secret => !reason.Contains(secret, StringComparison.Ordinal));
        return
        [
            state is DeliveryState.Held held ? $"held ({HeldReasons.Name(held.Reason)})" : state.Name,
            Next(state, pause),
            _stand.Shown(pause is null || pause.Detail == reason ? reason : $"{reason} Then: {pause.Detail}"),
            pause is null ? "goes on"
            : pause.Until is { } until ? $"waits {For(until)}"
            : $"paused ({pause.Reason.ToString().ToLowerInvariant()})",
        ];
    }

    private string Next(DeliveryState state, AccountPause? pause) =>
        state switch
        {
            DeliveryState.Due { RetryAt: { } at } => For(at),
            DeliveryState.Uncertain when pause is { Until: { } at } => $"is looked for in {For(at)}",
            DeliveryState.Uncertain when pause is not null => "is looked for when the account is resumed",
            DeliveryState.Uncertain { AbsentAt: null } => "is looked for at the next look",
            DeliveryState.Uncertain => "is looked for again",
            DeliveryState.Held when pause is not null => "when the account is resumed",
            DeliveryState.Held => "when an editor has looked",
            DeliveryState.Failed => "when an editor releases it",
            _ => "none",
        };

    private string For(DateTimeOffset until)
    {
        var time = until - Clock.GetUtcNow();
        return time < TimeSpan.FromMinutes(2) ? FormattableString.Invariant($"{time.TotalSeconds:0.###} s")
            : time < TimeSpan.FromHours(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.##} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.##} h");
    }

    /// <summary>The fault is over, whoever had to do something has done it: the post is there once.</summary>
    private async Task<string> EndAsync(string part, int number)
    {
        var isResumed = await GoOnAsync(part);
        var post = await PostAsync(part);
        var history = await HistoryAsync(part);
        if (post.State is DeliveryState.Delivered)
        {
            Count(part, number).ShouldBe(1, $"row {number}");
            (await PauseAsync()).ShouldBeNull();
            return history.Any(step => step.Reason == "found on the network") ? "1, found"
                : isResumed ? "1, sent after `accounts resume`"
                : history.Count(step => step.To == "sending") > 1 ? "1, sent again"
                : "1";
        }

        var before = Count(part, number);
        if (before == 0)
        {
            await new ChangeDelivery(Database, Clock).ReleaseAsync(post.Id, "cli:eve", Cancellation);
            await DeliverAsync();
            await GoOnAsync(part);
            Count(part, number).ShouldBe(1, $"row {number}");
            return "0; released by an editor: 1";
        }

        before.ShouldBe(1, $"row {number}");
        return "1, for an editor to find";
    }

    /// <summary>Until nothing happens by itself any more.</summary>
    /// <returns>Whether somebody had to resume the account.</returns>
    private async Task<bool> GoOnAsync(string part)
    {
        var isResumed = false;
        for (var look = 0; look < MostLooks; look++)
        {
            if (await PauseAsync() is { Until: null })
            {
                await new AccountPauses(Database, Clock).ResumeAsync(Publication.Id, _stand.Name, "cli:eve", Cancellation);
                isResumed = true;
            }
            else if (!await WaitAsync(part))
            {
                break;
            }

            await DeliverAsync();
        }

        return isResumed;
    }

    private int Count(string part, int number) => _stand.Server.Ledger.Count(post => post.Text == Text(part, number));

    private Task<DeliverySummary> DeliverAsync() => Deliverer("worker-1", networks: (_, _) => _network).RunAsync(Publication, Cancellation);

    private Task<Delivery> PostAsync(string part) => PostAsync(part, _stand.Name);

    private async Task<IReadOnlyList<DeliveryEvent>> HistoryAsync(string part) =>
        (await new DeliveryQueries(Database).ShowAsync((await PostAsync(part)).Id, Cancellation))!.Value.History;

    private async Task<AccountPause?> PauseAsync() =>
        (await new AccountPauses(Database, Clock).ListAsync(Publication.Id, Cancellation)).SingleOrDefault();

    /// <summary>Something goes wrong with the first answer to a post, not with the post.</summary>
    private sealed class Planning(INetwork network, Action plan) : INetwork
    {
        private bool _isPlanned;

        public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => network.GetTextRulesAsync(cancellationToken);

        public Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
        {
            if (post.ReplyTo is not null && !_isPlanned)
            {
                _isPlanned = true;
                plan();
            }

            return network.PublishAsync(post, cancellationToken);
        }

        public Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken) =>
            network.FindAsync(post, firstAttemptAt, cancellationToken);
    }
}
