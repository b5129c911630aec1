namespace Syndicator.Networks;

/// <summary>A network that tells who mentioned, answered or quoted an account.</summary>
internal interface IReadsMentions
{
    /// <summary>
    /// The oldest mentions, replies and quotes after a cursor, oldest first, without gap or repeat. One that cannot be understood is left out with a reason;
    /// it never hinders those after it.
    /// </summary>
    /// <param name="cursor">What the page before gave, once all of it was stored; null: from now on, or as far back as the network shows.</param>
    Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken);
}

/// <summary>A network on which a post can be taken back.</summary>
internal interface IDeletesPosts
{
    /// <summary>Removes a post; one that is gone already counts as removed. May be asked again after any outcome.</summary>
    Task<DeleteOutcome> DeleteAsync(RemotePost post, CancellationToken cancellationToken);
}

/// <summary>How an attempt to remove a post ended. Closed.</summary>
internal abstract record DeleteOutcome
{
    private DeleteOutcome() { }

    public sealed record Deleted : DeleteOutcome;

    public sealed record Refused(string Reason) : DeleteOutcome;

    /// <summary>No definite answer; ask again.</summary>
    public sealed record Unavailable(string Reason) : DeleteOutcome;

    public T Match<T>(Func<Deleted, T> deleted, Func<Refused, T> refused, Func<Unavailable, T> unavailable) =>
        this switch
        {
            Deleted x => deleted(x),
            Refused x => refused(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>A network on which posts can be looked up by their ids.</summary>
internal interface IFetchesPosts
{
    /// <summary>The posts that are there and visible to the account, by id; those that are not in the answer are gone or hidden.</summary>
    /// <param name="ids">At most 100.</param>
    Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);
}

/// <summary>A network that tells what is answered below a post, also where the answer does not name us.</summary>
internal interface IReadsAnswers
{
    Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken);
}

/// <summary>A network that counts what readers did with our posts.</summary>
internal interface ICountsReactions
{
    /// <summary>By post id; posts that are gone are not in it.</summary>
    Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    );
}

/// <param name="Quotes">Null where the network does not count them.</param>
internal sealed record Reactions(int Likes, int Boosts, int Replies, int? Quotes = null)
{
    /// <summary>What readers did where others see it.</summary>
    public long Total => (long)Likes + Boosts + Replies + (Quotes ?? 0);

    /// <summary>Null where the network does not tell.</summary>
    public int? Bookmarks { get; init; }

    /// <summary>How often it was shown; null where the network does not tell.</summary>
    public int? Views { get; init; }
}

/// <summary>A network that says who liked and boosted a post.</summary>
internal interface IListsReactions
{
    /// <summary>As many as the network shows on a few pages; nobody twice for the same kind.</summary>
    Task<ReadOutcome<IReadOnlyList<Reaction>>> ListReactionsAsync(RemotePost post, CancellationToken cancellationToken);
}

/// <param name="PersonId">As <see cref="MentionAuthor.Id"/>.</param>
internal sealed record Reaction(string PersonId, ReactionKind Kind);

internal enum ReactionKind
{
    Like,
    Boost,
}

/// <summary>A network that tells who an account is and what it may do.</summary>
internal interface IVerifiesAccount
{
    Task<ReadOutcome<AccountStanding>> VerifyAsync(CancellationToken cancellationToken);
}

/// <param name="Handle">Without the leading @, with its server where there are servers.</param>
/// <param name="Missing">Rights that are needed and not there, one sentence each.</param>
/// <param name="Notes">Limits and budget left, and anything an operator should know, one sentence each.</param>
internal sealed record AccountStanding(
    string Id,
    string Handle,
    string DisplayName,
    string Url,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Notes
);
