using System.Data.Common;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>A post about calls that goes out next, if nothing changes until then.</summary>
/// <param name="At">Null: when an editor lets it.</param>
/// <param name="Words">Its first line.</param>
/// <param name="Call">Which it is about; null for several.</param>
/// <param name="IsMade">Whether it is in the outbox.</param>
internal sealed record ForeseenCallPost(DateTimeOffset? At, Account Account, string Words, CallId? Call, bool IsMade);

/// <summary>What will be said of calls next: what waits in the outbox, and what the next turns would make. It writes nothing.</summary>
/// <param name="rules">Asked while somebody waits for a page.</param>
internal sealed class ForeseeCallPosts(Database database, TextRulesResolver rules, TimeProvider clock)
{
    /// <summary>What comes later will have changed until then.</summary>
    private const int MostTurns = 5;

    /// <summary>Soonest first.</summary>
    /// <param name="most">More are not looked for.</param>
    public async Task<IReadOnlyList<ForeseenCallPost>> RunAsync(Publication publication, int most, CancellationToken cancellationToken)
    {
        var firstTurn = CallTurns.NextFiring(publication, clock.GetUtcNow());
        var (situation, made) = await database.ReadAsync(
            async connection =>
                (
                    await ReadCallSituation.RunAsync(connection, null, publication, firstTurn ?? clock.GetUtcNow()),
                    await MadeAsync(connection, publication, most)
                ),
            cancellationToken
        );
        var foreseen = new List<ForeseenCallPost>(made);
        var templates = TemplateSet.Read(publication).Templates;
        for (var turn = 0; firstTurn is not null && turn < Math.Min(MostTurns, situation.Turns.Count) && foreseen.Count < most; turn++)
        {
            var (posts, after) = await SayAsync(At(situation, turn), templates, cancellationToken);
            foreseen.AddRange(posts);
            situation = situation with { Posts = after };
        }

        return [.. foreseen.OrderBy(post => post.At is null).ThenBy(post => post.At).Take(most)];
    }

    private static CallSituation At(CallSituation situation, int turn) =>
        situation with
        {
            Now = situation.Turns[turn],
            Turns = [.. situation.Turns.Skip(turn)],
            NextFiring = CallTurns.NextFiring(situation.Publication, situation.Turns[turn]),
        };

    private async Task<(IReadOnlyList<ForeseenCallPost> Posts, IReadOnlyList<CallPost> After)> SayAsync(
        CallSituation situation,
        TemplateSet templates,
        CancellationToken cancellationToken
    )
    {
        var publication = situation.Publication;
        var composer = new CallComposer(publication, templates, situation.Today.Year);
        var (foreseen, said) = (new List<ForeseenCallPost>(), new List<CallPost>(situation.Posts));
        foreach (var account in publication.Accounts.Where(account => account.Calls != CallPosting.Off))
        {
            var textRules = await rules(publication, account, cancellationToken);
            foreach (var plan in CallPlan.Of(new AccountCalls(situation, account)))
            {
                if (ComposeCallPost.Run(composer, plan, plan.Issue?.Url, account, textRules) is { } post)
                {
                    CallId? about = plan.Issue is null ? plan.Says[0].Call.Id : null;
                    foreseen.Add(new ForeseenCallPost(situation.Now, account, FirstLine(post.Content), about, IsMade: false));
                    said.AddRange(plan.SaidWith(post.Items).Select(one => CallPost.Of(one, account.Name, plan.Key, situation.Now)));
                }
            }
        }

        return (foreseen, said);
    }

    private static string FirstLine(PostContent content) => content.Text.Split('\n')[0];

    private static async Task<IReadOnlyList<ForeseenCallPost>> MadeAsync(DbConnection connection, Publication publication, int most)
    {
        var of = new { publication.Id, most };
        var posts = await DeliveryTable.SelectAsync(
            connection,
            $"""
            d.publication = @Id and d.state in ('held', 'due', 'sending', 'uncertain') and d.state in ('held', 'due') and {DeliveryTable.IsLatest}
              and exists (select 1 from call_posts p where p.publication = d.publication and p.account = d.account and p.post_key = d.issue_key)
            order by d.id limit @most
            """,
            of
        );
        var says = (await CallPosts.SelectAsync(connection, $"publication = @Id and {CallPosts.Waiting}", of)).ToLookup(post =>
            (post.Account, post.PostKey)
        );
        return
        [
            .. from post in posts
            let account = publication.Accounts.FirstOrDefault(account => account.Name == post.Place.Account)
            where account is not null
            let about = says[(account.Name, post.Place.IssueKey)].Select(said => said.Call).ToList()
            let at = post.State is DeliveryState.Held held ? held.Until : ((DeliveryState.Due)post.State).DueAt
            select new ForeseenCallPost(at, account, FirstLine(post.Content), about.Count == 1 ? about[0] : null, IsMade: true),
        ];
    }
}
