using Syndicator.Configuration;

namespace Syndicator.Nominations.Collecting;

/// <summary>An account or a forum topic whose posts are collected.</summary>
/// <param name="Publication">The publication's id.</param>
/// <param name="Name">The account's or the topic's.</param>
/// <param name="Network">What its people are compared within: <c>mastodon</c>, <c>discourse</c>.</param>
/// <param name="Reader">What reads it, with the capabilities it has (<see cref="Networks.IReadsMentions"/> and others).</param>
internal sealed record MentionSource(string Publication, string Name, string Network, object Reader)
{
    /// <summary>What a forum topic collects; null for accounts.</summary>
    public NomineeKind? Topic { get; init; }

    /// <summary>Whether every post that is read is paid for, out of a ceiling that is never passed.</summary>
    public bool IsPaidFor { get; init; }

    /// <summary>Whether reading costs money and nobody has said how much may be spent: only what must be read is.</summary>
    public bool IsWithoutCeiling { get; init; }

    /// <summary>Null when the source cannot do it.</summary>
    public T? Can<T>()
        where T : class => Reader as T;

    public static MentionSource Of(Publication publication, Account account, object network)
    {
        var costs = account.Mode == AccountMode.Live && account.Prices != PostPrices.Free;
        return new MentionSource(publication.Id, account.Name, account.Network, network)
        {
            IsPaidFor = costs,
            IsWithoutCeiling = costs && account.Ceiling is null,
        };
    }

    public static MentionSource Of(Publication publication, ForumTopic topic, object reader) =>
        new(publication.Id, topic.Name, "discourse", reader) { Topic = topic.Kind };
}
