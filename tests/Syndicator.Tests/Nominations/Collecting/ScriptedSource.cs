using System.Globalization;
using Syndicator.Networks;

namespace Syndicator.Tests.Nominations.Collecting;

/// <summary>People who write to us, pages of three, and troubles as a test plans them.</summary>
internal sealed class ScriptedSource(TimeProvider clock) : IReadsMentions, IFetchesPosts, IReadsAnswers, ICountsReactions, IListsReactions
{
    private readonly List<Mention> _mentions = [];
    private readonly Dictionary<string, Mention> _posts = new(StringComparer.Ordinal);
    private int _calls;

    /// <summary>What a call fails with, by its number from 1 and what it asks for; null: it works.</summary>
    public Func<int, string, Failure?> OnCall { get; set; } = (_, _) => null;

    public Dictionary<string, List<Mention>> Answers { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Reactions> Counts { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, List<Reaction>> People { get; } = new(StringComparer.Ordinal);
    public List<(string Id, string Reason)> Unread { get; } = [];
    public List<string> Asked { get; } = [];
    public int PageSize { get; set; } = 3;

    /// <summary>Whether the last page leads to the first one again.</summary>
    public bool IsCircle { get; set; }

    public Mention Write(
        string text,
        string author = "ben",
        string? parent = null,
        string? quoted = null,
        bool isPublic = true,
        bool addressed = true,
        DateTimeOffset? at = null,
        string? id = null
    )
    {
        var post = new Mention
        {
            Id = id ?? FormattableString.Invariant($"post-{_posts.Count + 1}"),
            Url = FormattableString.Invariant($"https://social.example/@{author}/{_posts.Count + 1}"),
            Author = new MentionAuthor(
                "id-of-" + author,
                author + "@social.example",
                author.ToUpperInvariant(),
                "https://social.example/@" + author
            ),
            Text = text,
            Links = [.. text.Split(' ').Where(word => word.StartsWith("https://", StringComparison.Ordinal))],
            PostedAt = at ?? clock.GetUtcNow(),
            ParentId = parent,
            QuotedId = quoted,
            IsPublic = isPublic,
        };
        _posts[post.Id] = post;
        if (addressed)
        {
            _mentions.Add(post);
        }

        return post;
    }

    public void Edit(Mention post, Func<Mention, Mention> change) => _posts[post.Id] = change(_posts[post.Id]);

    public void Delete(Mention post) => _posts.Remove(post.Id);

    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        AnswerAsync(
            "mentions",
            () =>
            {
                var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
                from = IsCircle && from >= _mentions.Count ? 0 : from;
                var some = _mentions.Skip(from).Take(PageSize).ToList();
                var next = from + some.Count;
                return new MentionPage(
                    [.. some.Select(post => _posts.GetValueOrDefault(post.Id)).OfType<Mention>()],
                    some.Count == 0 ? cursor : next.ToString(CultureInfo.InvariantCulture),
                    IsCircle || next < _mentions.Count,
                    [.. Unread]
                );
            }
        );

    public Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        ids.Count.ShouldBeLessThanOrEqualTo(100);
        Asked.AddRange(ids);
        return AnswerAsync<IReadOnlyDictionary<string, Mention>>(
            "posts",
            () => ids.Where(_posts.ContainsKey).ToDictionary(id => id, id => _posts[id])
        );
    }

    public Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<Mention>>("answers", () => Answers.GetValueOrDefault(post.Id) ?? []);

    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync<IReadOnlyDictionary<string, Reactions>>(
            "counts",
            () => posts.Where(post => Counts.ContainsKey(post.Id)).ToDictionary(post => post.Id, post => Counts[post.Id])
        );

    public Task<ReadOutcome<IReadOnlyList<Reaction>>> ListReactionsAsync(RemotePost post, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<Reaction>>("people", () => People.GetValueOrDefault(post.Id) ?? []);

    private Task<ReadOutcome<T>> AnswerAsync<T>(string what, Func<T> answer) =>
        Task.FromResult(OnCall(++_calls, what)?.As<T>() ?? new ReadOutcome<T>.Read(answer()));

    /// <summary>What a call fails with.</summary>
    internal sealed record Failure(string Reason, DateTimeOffset? Until = null, RefusalKind? Kind = null, Exception? Crash = null)
    {
        public ReadOutcome<T> As<T>() =>
            Crash is not null ? throw Crash
            : Until is { } until ? new ReadOutcome<T>.Throttled(until)
            : Kind is { } kind ? new ReadOutcome<T>.Refused(kind, Reason)
            : new ReadOutcome<T>.Unavailable(Reason);
    }
}
