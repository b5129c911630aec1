using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations;

/// <summary>Nominations as the store has them, made without the ways by which they come.</summary>
public abstract class ChosenSuite(TestServer server) : PublishingSuite(server)
{
    internal static readonly DateTimeOffset Round = new(2026, 7, 28, 20, 0, 0, TimeSpan.Zero);

    internal Review Review => new("cli:eve", Clock.GetUtcNow(), "");

    internal async Task<Nomination> NominateAsync(Nominee nominee, NominationState? state = null, DateTimeOffset? round = null)
    {
        var nomination = new Nomination
        {
            Id = NominationId.At(Clock.GetUtcNow()),
            Publication = Publication.Id,
            Nominee = nominee,
            FirstRound = round ?? Round,
            Round = round ?? Round,
            CreatedAt = Clock.GetUtcNow(),
            State = state ?? new NominationState.Chosen(Review),
        };
        await Database.WriteAsync(
            async transaction =>
            {
                await NominationTable.InsertAsync(transaction, nomination, "service", "test");
                return true;
            },
            Cancellation
        );
        return nomination;
    }

    internal Task<int> ProposeAsync(
        Nomination nomination,
        string nominator,
        bool isQuotable = true,
        bool isSelf = false,
        bool isGone = false,
        string? post = null,
        Nominee? says = null
    ) =>
        ExecuteAsync(
            """
            insert into proposals (publication, source, post_id, ordinal, network, nomination_id, came_as, nominator_id, nominator, url, nominee, is_self,
              is_quotable, why, from_post_id, made_by, at, withdrawn_at)
            values (@publication, 'mastodon', @post, 0, 'mastodon', @id, @id, @nominator, @nominator, @url, @says, @isSelf, @isQuotable, 'test', null, 'service', @at, @gone)
            """,
            new
            {
                publication = Publication.Id,
                post = post ?? $"{nominator}-{nomination.Id}",
                id = nomination.Id.ToString(),
                nominator,
                url = $"https://social.example/@{nominator}/1",
                says = says is null ? "{}" : NomineeJson.Write(says),
                isSelf = isSelf ? 1 : 0,
                isQuotable = isQuotable ? 1 : 0,
                at = Clock.GetUtcNow(),
                gone = isGone ? Clock.GetUtcNow() : (DateTimeOffset?)null,
            }
        );

    internal async Task<Nomination> StandingAsync(Nomination nomination) =>
        (await Database.WriteAsync(transaction => NominationTable.FindAsync(transaction, nomination.Id), Cancellation)).ShouldNotBeNull();
}
