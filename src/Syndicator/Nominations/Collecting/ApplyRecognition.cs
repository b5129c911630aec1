using System.Data.Common;
using Dapper;
using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Makes proposals and endorsements of what posts were taken for, and takes back what they do not say any more. For one transaction.</summary>
internal sealed class ApplyRecognition(DbTransaction transaction, MentionSource source, Rounds rounds, TimeProvider clock)
    : IAsyncDisposable
{
    private readonly MergeProposals _merge = new(source.Publication, rounds, clock);
    private readonly WithdrawProposals _withdraw = new(transaction, source, clock);
    private readonly AddEndorsements _endorse = new(transaction, source);
    private readonly RepeatedStatement _insert = new(
        transaction,
        """
        insert into proposals (publication, source, post_id, ordinal, network, nomination_id, came_as, nominator_id, nominator, url, nominee, is_self,
          is_quotable, why, from_post_id, made_by, at)
        values (@publication, @source, @postId, @ordinal, @network, @nomination, @cameAs, @nominatorId, @nominator, @url, @nominee, @isSelf,
          @isQuotable, @why, @fromPostId, @madeBy, @at)
        on conflict do nothing
        """,
        ["ordinal", "isSelf", "isQuotable", "at"],
        [
            "publication",
            "source",
            "postId",
            "network",
            "nomination",
            "cameAs",
            "nominatorId",
            "nominator",
            "url",
            "nominee",
            "why",
            "fromPostId",
            "madeBy",
        ]
    );

    private readonly HashSet<string> _supported = new(StringComparer.Ordinal);

    /// <summary>Looks up at once what these will need.</summary>
    public Task PrepareAsync(IEnumerable<Recognition> all) =>
        _merge.LookUpAsync(
            transaction,
            all.OfType<Recognition.Nominates>().SelectMany(nominates => nominates.Proposals).Select(proposal => proposal.Nominee)
        );

    /// <param name="isNew">Whether nothing was ever made of this post.</param>
    /// <returns>What it became, and why.</returns>
    public async Task<(string Becomes, string Why)> RunAsync(Mention post, Recognition recognition, bool isNew)
    {
        if (!isNew || recognition is Recognition.Endorses)
        {
            // These look at what others propose.
            await _insert.SendAsync();
        }

        return await recognition.Match(
            nominates => NominateAsync(post, nominates, isNew),
            endorses => EndorseAsync(post, endorses, isNew),
            unsorted => TakeBackAsync(post, Becomes.Unsorted, unsorted.Why, isNew),
            nothing => TakeBackAsync(post, Becomes.Nothing, nothing.Why, isNew)
        );
    }

    /// <summary>After the last one.</summary>
    public async Task FinishAsync()
    {
        await _insert.SendAsync();
        await Recount.OfAsync(transaction, _supported);
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _endorse.DisposeAsync();
    }

    private async Task<(string, string)> NominateAsync(Mention post, Recognition.Nominates nominates, bool isNew)
    {
        var (made, next) = isNew ? ([], 0) : await ReadAsync(post);
        await AddAsync(post, nominates.Proposals, made, next);
        if (!isNew)
        {
            await _insert.SendAsync();
            await WithdrawAsync(post, made.Where(old => !nominates.Proposals.Any(old.Proposes)));
            await _endorse.RemoveAsync(post.Id, except: []);
        }

        return (Becomes.Nominates, nominates.Why);
    }

    private async Task AddAsync(Mention post, IReadOnlyList<Proposal> proposals, IReadOnlyList<MadeProposal> made, long next)
    {
        foreach (var proposal in proposals)
        {
            if (made.FirstOrDefault(old => old.Proposes(proposal)) is { } kept)
            {
                await UpdateAsync(post, kept, proposal);
            }
            else
            {
                await InsertAsync(post, proposal, next++);
            }
        }
    }

    private async Task<(string, string)> EndorseAsync(Mention post, Recognition.Endorses endorses, bool isNew)
    {
        var supported = await _endorse.AddAsync(post, endorses.PostId);
        _supported.UnionWith(supported.Nominations);
        var (becomes, why) = await TakeBackAsync(
            post,
            supported.IsNomination ? Becomes.Endorses : Becomes.Unsorted,
            supported.IsNomination ? endorses.Why : "agrees with a post that nominates nothing",
            isNew,
            supported.Nominations
        );
        return (becomes, why);
    }

    private async Task<(string, string)> TakeBackAsync(
        Mention post,
        string becomes,
        string why,
        bool isNew,
        IReadOnlyList<string>? supported = null
    )
    {
        if (isNew)
        {
            return (becomes, why);
        }

        var (made, _) = await ReadAsync(post);
        await WithdrawAsync(post, made.Where(old => !old.IsByHand));
        await _endorse.RemoveAsync(post.Id, supported ?? []);
        return made.Any(old => old.IsByHand) ? (Becomes.Nominates, "an editor made a nomination of it") : (becomes, why);
    }

    private async Task WithdrawAsync(Mention post, IEnumerable<MadeProposal> proposals)
    {
        if (await _withdraw.RunAsync(post.Id, [.. proposals.Select(proposal => proposal.Ordinal)]))
        {
            _merge.Forget();
        }
    }

    private async Task InsertAsync(Mention post, Proposal proposal, long ordinal)
    {
        var (nomination, cameAs) = await _merge.FindOrMakeAsync(transaction, proposal.Nominee, post.PostedAt, proposal.Why);
        await _insert.AddAsync(
            ordinal,
            proposal.IsSelfSuggestion,
            proposal.IsQuotable,
            post.PostedAt,
            source.Publication,
            source.Name,
            post.Id,
            source.Network,
            nomination.ToString(),
            cameAs.ToString(),
            post.Author.Id,
            post.Author.DisplayName,
            post.Url,
            NomineeJson.Write(proposal.Nominee),
            proposal.Why,
            proposal.FromPostId,
            CollectingActor.Name
        );
        _supported.Add(nomination.ToString());
    }

    private Task UpdateAsync(Mention post, MadeProposal kept, Proposal proposal) =>
        transaction.Connection!.ExecuteAsync(
            """
            update proposals set nominator = @Nominator, url = @Url, is_self = @IsSelf, is_quotable = @IsQuotable, why = @Why, from_post_id = @FromPostId
            where publication = @Publication and source = @Source and post_id = @Id and ordinal = @Ordinal
            """,
            new
            {
                Nominator = post.Author.DisplayName,
                post.Url,
                IsSelf = proposal.IsSelfSuggestion ? 1L : 0L,
                IsQuotable = proposal.IsQuotable ? 1L : 0L,
                proposal.Why,
                proposal.FromPostId,
                source.Publication,
                Source = source.Name,
                post.Id,
                kept.Ordinal,
            },
            transaction
        );

    /// <summary>What the post proposes so far, and the number of the next proposal.</summary>
    private async Task<(IReadOnlyList<MadeProposal> Made, long Next)> ReadAsync(Mention post)
    {
        List<MadeProposal> all =
        [
            .. await transaction.Connection!.QueryAsync<MadeProposal>(
                """
                select p.ordinal, p.nominee, p.made_by, p.withdrawn_at, n.kind from proposals p join nominations n on n.id = p.came_as
                where p.publication = @Publication and p.source = @Name and p.post_id = @Id order by p.ordinal
                """,
                new
                {
                    source.Publication,
                    source.Name,
                    post.Id,
                },
                transaction
            ),
        ];
        return ([.. all.Where(proposal => proposal.WithdrawnAt is null)], all.Count == 0 ? 0 : all[^1].Ordinal + 1);
    }

    private sealed class MadeProposal
    {
        public long Ordinal { get; set; }
        public string Nominee { get; set; } = "";
        public string MadeBy { get; set; } = "";
        public DateTimeOffset? WithdrawnAt { get; set; }
        public string Kind { get; set; } = "";

        public bool IsByHand => MadeBy != CollectingActor.Name;

        public bool Proposes(Proposal proposal) =>
            NomineeJson.Name(proposal.Nominee.Kind) == Kind
            && NomineeIdentity.Of(proposal.Nominee) == NomineeIdentity.Of(NomineeJson.Read(proposal.Nominee.Kind, Nominee));
    }
}
