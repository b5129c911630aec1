using FsCheck;
using FsCheck.Fluent;
using Syndicator.Forums;

namespace Syndicator.Tests.Forums;

/// <summary>Posts of a forum that lives on are each given once, whatever its people and moderators do between two looks.</summary>
public class TopicWindowTests
{
    private const int First = 1_000_000;

    [Fact]
    public void Every_post_that_is_shown_in_the_end_was_given_once()
    {
        var acts = Gen.Choose(0, 1_000_000).ListOf(200);
        Check.One(Seeded.Cases(12), Prop.ForAll(acts.ToArbitrary(), list => new Life().Live([.. list])));
    }

    [Fact]
    public void Many_posts_put_between_the_oldest_that_are_remembered_are_all_given()
    {
        List<long> topic = [.. Enumerable.Range(First, 300).Select(id => (long)id)];
        var cursor = TopicWindow.Begin(new TopicListing(topic, null), 20);
        List<long> given = [.. Read(topic, ref cursor)];
        cursor.Known.Count.ShouldBe(200);
        var moved = Enumerable.Range(1, 70).Select(id => (long)id).ToList();
        topic.InsertRange(topic.IndexOf(cursor.Known[3]), moved);

        given.AddRange(Read(topic, ref cursor));

        given.ShouldBe([.. Enumerable.Range(First + 20, 280).Select(id => (long)id), .. moved]);
        cursor.Known.Count.ShouldBe(200);
    }

    private static List<long> Read(IReadOnlyList<long> topic, ref TopicCursor cursor)
    {
        List<long> given = [];
        for (var window = new TopicWindow(new TopicListing(topic, null), cursor); window.Fresh.Count > 0; )
        {
            var asked = window.Fresh.Take(20).ToList();
            given.AddRange(asked);
            cursor = window.After(asked, [], out _);
            window = new TopicWindow(new TopicListing(topic, null), cursor);
        }

        return given;
    }

    [Fact]
    public void A_cursor_is_the_same_after_it_was_written_and_read()
    {
        var ids = Gen.Choose(1, int.MaxValue).Select(id => id * 4_000_000_000L).ListOf();
        Check.One(
            Seeded.Config,
            Prop.ForAll(
                ids.ToArbitrary(),
                list =>
                {
                    var cursor = new TopicCursor([.. list], [.. list.Take(3)], [.. list.Skip(2)]);
                    var read = TopicCursor.Parse(cursor.ToString()).ShouldNotBeNull();
                    read.Known.ShouldBe(cursor.Known);
                    read.Waiting.ShouldBe(cursor.Waiting);
                    read.Departed.ShouldBe(cursor.Departed);
                }
            )
        );
    }

    private sealed class Life
    {
        private readonly List<long> _topic = [.. Enumerable.Range(First, 150).Select(id => (long)id)];
        private readonly HashSet<long> _hidden = [];
        private readonly HashSet<long> _deleted = [];
        private readonly List<long> _given = [];
        private string _cursor = new TopicCursor([], [], []).ToString();
        private long _next = First + 1000;
        private int _trouble;

        public void Live(IReadOnlyList<int> acts)
        {
            foreach (var act in acts)
            {
                Do(act % 10, act / 10);
            }

            // All that waits comes along in a few looks.
            for (var look = 0; look < 60; look++)
            {
                Look();
            }

            _given.ShouldBeUnique();
            _topic.Where(id => !_hidden.Contains(id) && !_deleted.Contains(id)).Except(_given).ShouldBeEmpty();
        }

        private void Do(int what, int number)
        {
            var some = _topic[^(1 + (number % 100))];
            switch (what)
            {
                case 0 or 1 or 2:
                    Look();
                    break;
                case 3:
                    _topic.Add(_next += 10);
                    break;
                case 4:
                    _topic.AddRange(Enumerable.Range(0, 12).Select(_ => _next += 10));
                    break;
                case 5:
                    // Moved here: older than its neighbours.
                    _topic.Insert(_topic.Count - (number % 100), First - (_next += 10));
                    break;
                case 6 when _trouble++ < 55:
                    _hidden.Add(some);
                    break;
                case 7 when _trouble++ < 55:
                    _deleted.Add(some);
                    break;
                case 8:
                    _hidden.Remove(some);
                    break;
                case 9:
                    _deleted.Remove(some);
                    break;
            }
        }

        private void Look()
        {
            var window = new TopicWindow(
                new TopicListing([.. _topic.Where(id => !_deleted.Contains(id))], null),
                TopicCursor.Parse(_cursor).ShouldNotBeNull()
            );
            var fresh = window.Fresh.Take(20).ToList();
            List<long> asked = [.. fresh, .. window.Waiting.Take(20 - fresh.Count)];
            _given.AddRange(asked.Except(_hidden));
            _cursor = window.After(asked, [.. asked.Where(_hidden.Contains)], out var givenUp).ToString();
            givenUp.ShouldBeEmpty();
        }
    }
}
