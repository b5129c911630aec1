using Syndicator.Configuration;

namespace Syndicator.Calls;

/// <summary>The situation as one account sees it: what it may say, what it has said, how much more it may say today.</summary>
internal sealed class AccountCalls
{
    /// <summary>Whoever reads of a call later than this before it closes has no time to answer it.</summary>
    public static readonly TimeSpan LeastLeft = TimeSpan.FromHours(1);

    /// <summary>A post that waits longer, for an editor perhaps, keeps no others from being made.</summary>
    private const int DaysOfWaiting = 7;

    private readonly ILookup<CallId, CallPost> _posts;
    private readonly IReadOnlyList<CallPost> _all;

    public AccountCalls(CallSituation situation, Account account)
    {
        (Situation, Account) = (situation, account);
        _all = [.. situation.Posts.Where(post => post.Account == account.Name)];
        _posts = _all.ToLookup(post => post.Call);
        Open = [.. situation.Calls.Where(call => call is { IsHeld: false, IsWithdrawn: false } && IsReadableAt(call, situation.Now))];
        var today = KeysOf(post => situation.DayOf(post.At) == situation.Today);
        var left = KeysOf(post =>
            situation.Waiting.Contains((account.Name, post.PostKey)) && situation.DayOf(post.At) >= situation.Today.AddDays(-DaysOfWaiting)
        );
        Room = Math.Max(0, situation.Publication.Calls.PerDay - today.Union(left).Count());
    }

    public CallSituation Situation { get; }
    public Account Account { get; }

    public CallOptions Options => Situation.Publication.Calls;

    /// <summary>Neither held nor withdrawn, and open long enough to be answered.</summary>
    public IReadOnlyList<Call> Open { get; }

    /// <summary>How many posts it may still make today. Those that wait from earlier days count: they go out today, or when a pause ends.</summary>
    public int Room { get; }

    /// <summary>Calls announced today.</summary>
    public int AnnouncedToday => _all.Count(post => post.Act == CallAct.Announced && Situation.DayOf(post.At) == Situation.Today);

    public bool HasPostedToday => _all.Any(post => Situation.DayOf(post.At) == Situation.Today);

    public IEnumerable<CallPost> PostsOf(Call call) => _posts[call.Id];

    /// <summary>Once for ever; what issues had before the program announced any counts as announced.</summary>
    public bool IsAnnounced(Call call) => call.IsArchived || _posts.Contains(call.Id);

    /// <summary>Whether the account has named it, and not only counted it among others.</summary>
    public bool IsNamed(Call call) => _posts[call.Id].Any(post => !post.IsBehindMore);

    /// <summary>Whether it was not said before, and there are words for it.</summary>
    public bool MaySay(SaidCall said) =>
        !Situation.Unsayable.Contains(PlannedPost.KeyOf(said))
        && !_posts[said.Call.Id].Any(post => post.Act == said.Act && post.Detail == said.Detail);

    public bool HasPost(string key) => _all.Any(post => post.PostKey == key);

    /// <summary>Whether somebody who reads of it at an instant can still answer it.</summary>
    public bool IsReadableAt(Call call, DateTimeOffset instant) => CallLife.EndsAt(call, Situation.Publication) > instant + LeastLeft;

    private HashSet<string> KeysOf(Func<CallPost, bool> which) =>
        _all.Where(which).Select(post => post.PostKey).ToHashSet(StringComparer.Ordinal);
}
