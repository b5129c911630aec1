using System.Globalization;
using Syndicator.Calls;
using Syndicator.Configuration;

namespace Syndicator.Tests.Calls;

/// <summary>Lives through days by the plan alone: what is planned counts as said.</summary>
internal sealed class CallDays(Publication publication)
{
    private readonly Dictionary<DateTimeOffset, IReadOnlyList<DateTimeOffset>> _turns = [];

    public List<Call> Calls { get; } = [];
    public List<CallPost> Posts { get; } = [];
    public List<CallIssue> Issues { get; } = [PlannedCalls.Issue()];
    public HashSet<(string, string)> Waiting { get; } = [];
    public CallOptions Options { get; set; } = new();
    public CallPosting Mode { get; set; } = CallPosting.Each;

    /// <summary>How many calls a digest has room for; the others stand behind "and 12 more".</summary>
    public int Named { get; set; } = int.MaxValue;

    /// <summary>The schedule's time of every day of a range that it names.</summary>
    public IEnumerable<DateTimeOffset> Turns(string from, string to)
    {
        var day = PlannedCalls.Day(from);
        for (; day <= PlannedCalls.Day(to); day = day.AddDays(1))
        {
            var turns = CallTurns.From(publication, Syndicator.StartOfDay.Of(day, publication.Zone).AddSeconds(-1));
            if (turns is [_, var turn, ..] && CallTurns.DayOf(turn, publication) == day)
            {
                yield return turn;
            }
        }
    }

    /// <summary>What is said at each turn of the days: <c>one two | three |</c>.</summary>
    public string Live(string from, string to, string account = "alpha") =>
        string.Join(" | ", Turns(from, to).Select(turn => Say(turn, account)));

    /// <summary>The days on which something is said, with what: <c>11-20 one, 11-23 two 7d</c>.</summary>
    public string Calendar(string from, string to, string account = "alpha") =>
        string.Join(
            ", ",
            Turns(from, to)
                .Select(turn => (turn, Says: Say(turn, account)))
                .Where(day => day.Says.Length > 0)
                .Select(day => $"{CallTurns.DayOf(day.turn, publication).ToString("MM-dd", CultureInfo.InvariantCulture)} {day.Says}")
        );

    /// <summary>Plans at an instant, and counts it as said.</summary>
    public string Say(DateTimeOffset now, string account = "alpha") =>
        string.Join(' ', Plan(now, account).SelectMany(SaidBy).Select(Words));

    public IReadOnlyList<PlannedPost> Plan(DateTimeOffset now, string account = "alpha")
    {
        var posts = CallPlan.Of(View(now, account));
        Posts.AddRange(posts.SelectMany(post => SaidBy(post).Select(said => CallPost.Of(said, account, post.Key, now))));
        return posts;
    }

    public AccountCalls View(DateTimeOffset now, string account = "alpha") =>
        new(
            new CallSituation
            {
                Publication = publication with { Calls = Options },
                Now = now,
                Calls = Calls,
                Posts = Posts,
                Issues = [.. Issues.OrderByDescending(issue => issue.Day)],
                Waiting = Waiting,
                Turns = TurnsFrom(now),
                NextFiring = CallTurns.NextFiring(publication, now),
            },
            publication.Accounts.Single(each => each.Name == account) with
            {
                Calls = Mode,
            }
        );

    /// <summary>Found once for each moment: a cron expression is slow to ask.</summary>
    private IReadOnlyList<DateTimeOffset> TurnsFrom(DateTimeOffset now) =>
        _turns.TryGetValue(now, out var turns) ? turns : _turns[now] = CallTurns.From(publication, now);

    /// <summary>A new issue prints a call again, otherwise perhaps.</summary>
    public void Change(string title, Func<Call, Call> change)
    {
        var place = Calls.FindIndex(call => call.Text.Title == title);
        Calls[place] = change(Calls[place]);
    }

    /// <summary>What is said by a post that has not room for more.</summary>
    public IReadOnlyList<SaidCall> SaidBy(PlannedPost post) => post.SaidWith([.. Enumerable.Range(0, Math.Min(Named, post.Says.Count))]);

    private static string Words(SaidCall said) =>
        said.Act switch
        {
            _ when said.Detail == CallPost.BehindMore => $"({said.Call.Text.Title})",
            CallAct.Reminded => $"{said.Call.Text.Title}:{said.Detail.Split(' ')[0]}",
            CallAct.Extended => $"{said.Call.Text.Title}:until-{said.Detail}",
            _ => said.Call.Text.Title,
        };
}
