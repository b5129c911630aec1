using FsCheck;
using FsCheck.Fluent;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Tests.Calls;

/// <summary>What holds whatever is printed, moved, held or missed.</summary>
public class CallPlanLawsTests
{
    private static readonly DateTimeOffset s_start = PlannedCalls.Instant("2026-10-01T00:00:00Z");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_call_is_announced_twice_or_after_its_closing_and_no_day_has_too_many(bool isDigest)
    {
        var mode = isDigest ? CallPosting.Digest : CallPosting.Each;
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Prop.ForAll(seeds, seed => new Life(seed, mode).Live()).Check(Seeded.Cases(40));
    }

    /// <summary>Ten weeks of issues, outages and changes, checked at every post.</summary>
    private sealed class Life(int seed, CallPosting mode)
    {
        private readonly Random _random = new(seed);
        private readonly Publication _publication = PlannedCalls.Publication(seed % 3 == 0 ? "0 0/30 * * * ?" : PlannedCalls.Weekdays);
        private readonly HashSet<(CallId, CallAct, string)> _said = [];
        private readonly Dictionary<DateOnly, HashSet<string>> _keys = [];

        public bool Live()
        {
            var days = new CallDays(_publication)
            {
                Mode = mode,
                Options = new CallOptions { PerDay = _random.Next(1, 4) },
                Named = _random.Next(1, 12),
            };
            days.Issues.Clear();
            for (var hours = 0; hours < 24 * 70; hours += _random.Next(8) == 0 ? _random.Next(24, 24 * 9) : _random.Next(1, 30))
            {
                var now = s_start.AddHours(hours);
                Happen(days, now);
                foreach (var post in days.Plan(now))
                {
                    Judge(days, post, now);
                }

                days.Plan(now).ShouldBeEmpty("the same moment again says nothing");
            }

            return true;
        }

        private void Happen(CallDays days, DateTimeOffset now)
        {
            if (_random.Next(4) == 0)
            {
                var day = $"{CallTurns.DayOf(now, _publication):yyyy-MM-dd}";
                days.Issues.RemoveAll(issue => issue == PlannedCalls.Issue(day));
                days.Issues.Add(PlannedCalls.Issue(day));
                days.Calls.AddRange(
                    Enumerable.Range(0, _random.Next(9)).Select(i => New($"{(int)(now - s_start).TotalHours}-{i}", day, now))
                );
                Repeat(days, day, now);
            }
        }

        private Call New(string title, string issue, DateTimeOffset now)
        {
            var call = _random.Next(4) switch
            {
                0 or 1 => PlannedCalls.Project(title, $"p{_random.Next(3)}", _random.Next(50), issue),
                2 when _random.Next(4) == 0 => PlannedCalls.Rolling(title, issue),
                _ => PlannedCalls.Event(title, SomeClosing(now), issue),
            };
            return call with { IsArchived = _random.Next(6) == 0, Contradiction = _random.Next(8) == 0 ? "it cannot be" : null };
        }

        /// <summary>A later issue prints some again, with another closing perhaps.</summary>
        private void Repeat(CallDays days, string issue, DateTimeOffset now)
        {
            for (var i = 0; i < days.Calls.Count; i++)
            {
                var call = days.Calls[i];
                var isMoved = call.Text.Closing is Closing.At && _random.Next(3) == 0;
                days.Calls[i] = _random.Next(3) switch
                {
                    0 when isMoved => call with
                    {
                        LastIssue = PlannedCalls.Issue(issue),
                        Printed = call.Printed with { Closing = PlannedCalls.At(SomeClosing(now)) },
                    },
                    0 => call with { LastIssue = PlannedCalls.Issue(issue) },
                    1 when _random.Next(5) == 0 => call with { Decision = new CallDecision.Held("cli:eve", now, "wait") },
                    _ => call,
                };
            }
        }

        private string SomeClosing(DateTimeOffset now) =>
            _random.Next(3) == 0
                ? $"{now.AddMinutes(_random.Next(-60, 40000)):yyyy-MM-ddTHH:mm:ssZ}"
                : $"{now.AddDays(_random.Next(-1, 40)):yyyy-MM-dd}";

        private void Judge(CallDays days, PlannedPost post, DateTimeOffset now)
        {
            var today = CallTurns.DayOf(now, _publication);
            var keys = _keys.TryGetValue(today, out var known) ? known : _keys[today] = [];
            keys.Add(post.Key).ShouldBeTrue("a key stands for one post");
            keys.Count.ShouldBeLessThanOrEqualTo(days.Options.PerDay);
            foreach (var said in days.SaidBy(post))
            {
                _said
                    .Add((said.Call.Id, said.Act, said.Act == CallAct.Announced ? "" : said.Detail))
                    .ShouldBeTrue($"{said.Act} {said.Detail} was said before");
                said.Call.IsHeld.ShouldBeFalse();
                CallLife.EndsAt(said.Call, _publication).ShouldBeGreaterThan(now + AccountCalls.LeastLeft);
                (said.Act == CallAct.Announced && said.Call.IsArchived).ShouldBeFalse();
                (said.Act == CallAct.Reminded && said.Call.Text.Closing is not Closing.At).ShouldBeFalse();
            }
        }
    }
}
