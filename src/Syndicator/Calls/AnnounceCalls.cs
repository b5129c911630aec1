using System.Data.Common;
using Dapper;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>Posts about calls for participation: announcements, reminders, extensions, and all calls of an issue together where an account wants that.</summary>
internal sealed class AnnounceCalls(
    Database database,
    Outbox outbox,
    WithdrawCallPosts withdraw,
    TextRulesResolver rules,
    TimeProvider clock
)
{
    /// <summary>
    /// Puts what is due of calls into the outbox, all or none; again for the same occurrence it changes nothing. An occurrence so old that its posts would be stale
    /// is left out: what it would have said has its turn at the next.
    /// </summary>
    /// <param name="occurrence">When the schedule fired, or when somebody asked.</param>
    /// <param name="actor">Who announces: <c>service</c>, <c>cli:user</c>.</param>
    public async Task<AnnouncedCalls> RunAsync(
        Publication publication,
        DateTimeOffset occurrence,
        string actor,
        CancellationToken cancellationToken
    )
    {
        await withdraw.RunAsync(publication, cancellationToken);
        var now = clock.GetUtcNow();
        var speakers = await SpeakersAsync(publication, cancellationToken);
        if (speakers.Count == 0 || now > occurrence + publication.FreshFor)
        {
            return AnnouncedCalls.None;
        }

        var templates = TemplateSet.Read(publication).Templates;
        return await database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, CallTable.Lock);
                var situation = await ReadCallSituation.RunAsync(transaction.Connection!, transaction, publication, now);
                var composer = new CallComposer(publication, templates, situation.Today.Year);
                var announced = AnnouncedCalls.None;
                foreach (var (account, textRules) in speakers)
                {
                    var said = await SayAsync(transaction, situation, composer, account, textRules);
                    announced = announced.And(
                        await EnqueueAsync(transaction, situation, account, said.Posts, occurrence, actor),
                        said.Unsayable
                    );
                }

                return announced;
            },
            cancellationToken
        );
    }

    /// <summary>Networks are asked for their rules before the transaction begins.</summary>
    private async Task<IReadOnlyList<(Account Account, TextRules Rules)>> SpeakersAsync(
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        var speakers = new List<(Account, TextRules)>();
        foreach (var account in publication.Accounts.Where(account => account.Calls != CallPosting.Off))
        {
            speakers.Add((account, await rules(publication, account, cancellationToken)));
        }

        return speakers;
    }

    /// <summary>What an account says now: where there are no words for a post, another has its turn.</summary>
    private static async Task<(
        IReadOnlyList<(PlannedPost Plan, ComposedPost Post)> Posts,
        IReadOnlyList<UnsayablePost> Unsayable
    )> SayAsync(DbTransaction transaction, CallSituation situation, CallComposer composer, Account account, TextRules textRules)
    {
        var unsayable = new List<UnsayablePost>();
        while (true)
        {
            situation = situation with { Unsayable = unsayable.Select(post => post.Plan.Key).ToHashSet(StringComparer.Ordinal) };
            var view = new AccountCalls(situation, account);
            var said = new List<(PlannedPost, ComposedPost)>();
            var before = unsayable.Count;
            foreach (var plan in CallPlan.Of(view))
            {
                var place = plan.Issue is { } issue ? await PlaceOfAsync(transaction, situation.Publication, issue) : null;
                if (ComposeCallPost.Run(composer, plan, place, account, textRules) is { } post)
                {
                    said.Add((plan, post));
                }
                else
                {
                    unsayable.Add(new UnsayablePost(plan, account.Name, ComposeCallPost.WhyNot(composer, plan, place, account, textRules)));
                }
            }

            if (unsayable.Count == before)
            {
                return (said, unsayable);
            }
        }
    }

    private static async Task<string?> PlaceOfAsync(DbTransaction transaction, Publication publication, CallIssue issue)
    {
        var text = await transaction.Connection!.ExecuteScalarAsync<string?>(
            "select announced_text from issues where publication = @Id and issue_key = @Key",
            new { publication.Id, issue.Key },
            transaction
        );
        return text is null ? issue.Url : ComposeCallPost.PlaceOf(IssueReader.Read(issue.Key, text, publication.Format), issue.Url);
    }

    private async Task<IReadOnlyList<AnnouncedCallPost>> EnqueueAsync(
        DbTransaction transaction,
        CallSituation situation,
        Account account,
        IReadOnlyList<(PlannedPost Plan, ComposedPost Post)> posts,
        DateTimeOffset occurrence,
        string actor
    )
    {
        var made = new List<AnnouncedCallPost>();
        foreach (var (plan, post) in posts)
        {
            var delivery = await EnqueueAsync(transaction, Planned(situation, account, plan, post, occurrence), plan, actor);
            var says = plan.SaidWith(post.Items);
            foreach (var said in says)
            {
                await CallPosts.InsertAsync(
                    transaction,
                    situation.Publication.Id,
                    CallPost.Of(said, account.Name, plan.Key, situation.Now)
                );
            }

            made.Add(new AnnouncedCallPost(plan with { Says = says }, delivery));
        }

        return made;
    }

    /// <summary>What was taken back before it left is made anew, as another generation.</summary>
    private async Task<Delivery> EnqueueAsync(DbTransaction transaction, Delivery delivery, PlannedPost plan, string actor)
    {
        const string Reason = "calls for participation";
        var doubted = await DoubtAfterRestore.OfNewAsync(transaction, plan.KnownSince, [delivery]);
        if (
            await DeliveryTable.SelectThreadAsync(transaction.Connection!, delivery.Place, transaction)
            is [{ State: DeliveryState.Cancelled } taken]
        )
        {
            var again = doubted[0] with { Place = delivery.Place with { Generation = taken.Place.Generation + 1 } };
            await DeliveryTable.InsertAsync(transaction, again, actor, Reason);
            return again;
        }

        return (await outbox.EnqueueAsync(transaction, doubted, actor, Reason)).Deliveries[0];
    }

    /// <summary>It is of no use after the last of its calls has closed, whatever its freshness is otherwise.</summary>
    private static Delivery Planned(
        CallSituation situation,
        Account account,
        PlannedPost plan,
        ComposedPost post,
        DateTimeOffset occurrence
    )
    {
        var publication = situation.Publication;
        var left = plan.Says.Max(said => CallLife.EndsAt(said.Call, publication)) - occurrence;
        return Delivery.Of(
            post,
            new PostPlace(publication.Id, plan.Key, account.Name, post.Part, 0),
            left < publication.FreshFor ? left : publication.FreshFor,
            situation.Now,
            Delivery.FirstState(account, occurrence)
        );
    }
}

/// <param name="Posts">As they entered the outbox.</param>
/// <param name="Unsayable">Posts that were due and have no words.</param>
internal sealed record AnnouncedCalls(IReadOnlyList<AnnouncedCallPost> Posts, IReadOnlyList<UnsayablePost> Unsayable)
{
    public static AnnouncedCalls None { get; } = new([], []);

    public AnnouncedCalls And(IReadOnlyList<AnnouncedCallPost> posts, IReadOnlyList<UnsayablePost> unsayable) =>
        new([.. Posts, .. posts], [.. Unsayable, .. unsayable]);
}

/// <param name="Plan">With what it really says.</param>
internal sealed record AnnouncedCallPost(PlannedPost Plan, Delivery Delivery);
