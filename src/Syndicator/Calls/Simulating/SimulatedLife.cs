using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls.Simulating;

/// <summary>What issues, schedule and time do to calls, told act by act.</summary>
internal sealed class SimulatedLife
{
    private const string Actor = "simulation";

    private readonly Publication _publication;
    private readonly Database _database;
    private readonly SimulatedClock _clock;
    private readonly Action<SimulatedAct> _see;
    private readonly FollowCalls _follow;
    private readonly AnnounceCalls _announce;

    /// <summary>As they are now.</summary>
    private readonly Dictionary<CallId, Call> _calls = [];

    private readonly HashSet<CallId> _open = [];

    /// <summary>What was over once is told to be over again only when it had come back.</summary>
    private readonly HashSet<CallId> _closed = [];

    private readonly HashSet<(CallId Call, string Account)> _told = [];

    /// <summary>Each is told once: what cannot be said is due again at every turn.</summary>
    private readonly HashSet<(string Account, string Key)> _unsayable = [];

    /// <param name="rules">See <see cref="SimulateCalls"/>.</param>
    /// <param name="see">Called with every act, in order of time.</param>
    public SimulatedLife(
        Publication publication,
        Database database,
        SimulatedClock clock,
        Func<Account, TextRules> rules,
        Action<SimulatedAct> see
    )
    {
        (_publication, _database, _clock, _see) = (publication, database, clock, see);
        _follow = new FollowCalls(database, clock, NullLogger<FollowCalls>.Instance);
        _announce = new AnnounceCalls(
            database,
            new Outbox(database, clock),
            new WithdrawCallPosts(database, clock),
            (_, account, _) => ValueTask.FromResult(rules(account)),
            clock
        );
    }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public bool HasOpen => _open.Count > 0;

    /// <summary>When the last of the open ones ends; now, when there is none.</summary>
    public DateTimeOffset LastEnd => Open.Select(EndOf).DefaultIfEmpty(Now).Max();

    private IEnumerable<Call> Open => _open.Select(id => _calls[id]);

    /// <summary>Before anything else: calls of the archive.</summary>
    public async Task KnowAsync(CancellationToken cancellationToken)
    {
        var archived = await _database.ReadAsync(
            connection => CallTable.SelectAsync(connection, "publication = @Id", new { _publication.Id }),
            cancellationToken
        );
        foreach (var call in archived)
        {
            _calls[call.Id] = call;
            (EndOf(call) > Now ? _open : _closed).Add(call.Id);
        }
    }

    /// <summary>Time passes, and calls close.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        var over = Open.Where(call => EndOf(call) <= instant).OrderBy(EndOf).ThenBy(call => call.Identity, StringComparer.Ordinal).ToList();
        foreach (var call in over)
        {
            _open.Remove(call.Id);
            _closed.Add(call.Id);
            // What was over when it was printed is over from then on.
            Tell(EndOf(call) > Now ? EndOf(call) : Now, SimulatedActKind.Closed, call, WhyNeverTold(call));
        }

        _clock.MoveTo(instant);
    }

    /// <summary>An issue becomes known.</summary>
    public async Task PrintAsync(SimulatedIssue issue, DateTimeOffset at, CancellationToken cancellationToken)
    {
        MoveTo(at);
        await _database.WriteAsync(
            async transaction =>
            {
                var seen = await IssueTable.SeeAsync(transaction, _publication.Id, issue.Issue, at);
                await IssueTable.AnnounceAsync(transaction, seen, issue.Text, null, at);
                return seen;
            },
            cancellationToken
        );
        foreach (var followed in (await _follow.RunAsync(_publication, [], cancellationToken)).Issues.SelectMany(one => one.Calls))
        {
            Follow(at, followed);
        }
    }

    /// <summary>The schedule fires.</summary>
    public async Task AnnounceAsync(DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        MoveTo(occurrence);
        var announced = await _announce.RunAsync(_publication, occurrence, Actor, cancellationToken);
        await DeliverAsync([.. announced.Posts.Select(post => post.Delivery)], cancellationToken);
        foreach (var (plan, delivery) in announced.Posts)
        {
            Tell(occurrence, plan, delivery);
        }

        foreach (var (plan, account, because) in announced.Unsayable.Where(post => _unsayable.Add((post.Account, post.Plan.Key))))
        {
            Tell(occurrence, SimulatedActKind.Unsayable, plan.Says[0].Call, $"on {account}: {because.Why}");
        }
    }

    private void Follow(DateTimeOffset at, FollowedCall followed)
    {
        var (call, before) = (followed.Call, _calls.GetValueOrDefault(followed.Call.Id));
        Tell(
            at,
            followed.Change switch
            {
                CallChange.New => SimulatedActKind.Printed,
                CallChange.Repeated => SimulatedActKind.Repeated,
                _ => SimulatedActKind.Changed,
            },
            call,
            SimulatedWords.Of(followed, before)
        );
        if (call.IsHeld && before is not { IsHeld: true })
        {
            Tell(at, SimulatedActKind.Held, call, call.Contradiction);
        }
        else if (!call.IsHeld && before is { IsHeld: true })
        {
            Tell(at, SimulatedActKind.Released, call, "nothing contradicts itself any more");
        }

        _calls[call.Id] = call;
        if (EndOf(call) > at || !_closed.Contains(call.Id))
        {
            _open.Add(call.Id);
        }
    }

    private void Tell(DateTimeOffset at, PlannedPost plan, Delivery post)
    {
        var (account, words) = (post.Place.Account, post.Content.Text);
        if (plan.Issue is { } issue)
        {
            var count = string.Create(CultureInfo.InvariantCulture, $"{plan.Says.Count} {(plan.Says.Count == 1 ? "call" : "calls")}");
            _see(new SimulatedAct(at, SimulatedActKind.Digest, null, account, issue, plan.Key, count, words));
        }

        foreach (var said in plan.Says)
        {
            _told.Add((said.Call.Id, account));
            _see(
                new SimulatedAct(
                    at,
                    SimulatedAct.KindOf(said.Act),
                    said.Call,
                    account,
                    said.Call.LastIssue,
                    plan.Key,
                    SimulatedWords.Of(said),
                    plan.Issue is null ? words : null
                )
            );
        }
    }

    private void Tell(DateTimeOffset at, SimulatedActKind kind, Call call, string? why) =>
        _see(new SimulatedAct(at, kind, call, null, call.LastIssue, null, why));

    private string? WhyNeverTold(Call call)
    {
        var untold = _publication
            .Accounts.Where(account => account.Calls != CallPosting.Off && !_told.Contains((call.Id, account.Name)))
            .ToList();
        return untold.Count == 0 || call.IsArchived
            ? null
            : $"never told of on {string.Join(", ", untold.Select(account => account.Name))}"
                + (call.IsHeld ? $": held, {call.Contradiction}" : "");
    }

    /// <summary>What was made is out.</summary>
    private Task DeliverAsync(IReadOnlyList<Delivery> posts, CancellationToken cancellationToken) =>
        posts.Count == 0
            ? Task.CompletedTask
            : _database.WriteAsync(
                async transaction =>
                {
                    foreach (var post in posts)
                    {
                        var claimed = ((DeliveryState.Due)post.State).Claim(Actor, Now, Now);
                        var delivered = post with { State = claimed.Deliver(post.IdempotencyKey, _publication.Format.Site, Now) };
                        await DeliveryTable.WriteAsync(transaction, post, delivered, Now, Actor, "delivered at once");
                    }

                    return posts.Count;
                },
                cancellationToken
            );

    private DateTimeOffset EndOf(Call call) => call.IsHeld ? CallLife.WaitsUntil(call, _publication) : CallLife.EndsAt(call, _publication);
}
