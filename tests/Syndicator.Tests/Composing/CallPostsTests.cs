using System.Globalization;
using System.Text;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Tests.Composing;

/// <summary>Posts about calls, as they were last read and found good by a person (<c>UPDATE_GOLDEN=1</c> writes them anew), and what holds for all others.</summary>
public class CallPostsTests
{
    private static readonly CallComposer s_composer = new(Shipped.Publication, TemplateSet.Read(Shipped.Publication).Templates, 2026);
    private static readonly string s_long = string.Concat(Enumerable.Repeat("an adventurous and very long story ", 300)).TrimEnd();

    public static TheoryData<string> Accounts => [.. Shipped.Publication.Accounts.Select(account => account.Name)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Calls_of_every_shape_make_these_posts(string name)
    {
        var account = Shipped.Publication.Accounts.Single(account => account.Name == name);
        var rules = NetworkTextRules.For(account);
        var text = new StringBuilder();
        foreach (var (part, call) in Shapes())
        {
            Write(text, s_composer.Compose(part, call, account, rules).ShouldNotBeNull(part));
        }

        foreach (var digest in Digests())
        {
            Write(text, s_composer.Compose(digest, account, rules).ShouldNotBeNull());
        }

        var file = Path.Combine(Shared.Repository, "tests", "Syndicator.Tests", "Composing", "Golden", $"calls.{account.Name}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, text.ToString());
        }

        text.ToString().ShouldBe(File.ReadAllText(file));
    }

    [Fact]
    public void No_post_about_calls_is_too_long_or_makes_anything_clickable_but_its_links_and_hashtags()
    {
        var count = 0;
        for (var seed = 0; seed < Seeded.Times(50); seed++)
        {
            var calls = Calls(new RandomIssue(seed).Write()).ToList();
            foreach (var call in calls)
            {
                string[] parts = [TemplateSet.Call, TemplateSet.SpeakersCall, TemplateSet.CallReminder, TemplateSet.CallExtended];
                count += parts.Count(part =>
                    Check($"seed {seed}", [call], (account, rules) => s_composer.Compose(part, call, account, rules))
                );
            }

            count +=
                calls.Count > 0 && Check($"seed {seed}", calls, (account, rules) => s_composer.Compose(DigestOf(calls), account, rules))
                    ? 1
                    : 0;
        }

        count.ShouldBeGreaterThan(700);
    }

    [Fact]
    public void Every_call_of_thirteen_years_has_a_post_that_is_as_it_should_be()
    {
        var (count, unsayable) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(Shared.Need("corpus", "issues")).Order(StringComparer.Ordinal))
        {
            var calls = Calls(File.ReadAllText(file)).Where(call => call.Url.StartsWith("http", StringComparison.Ordinal)).ToList();
            foreach (var call in calls)
            {
                var part = call.IsEvent ? TemplateSet.SpeakersCall : TemplateSet.Call;
                var has = Check(file, [call], (account, rules) => s_composer.Compose(part, call, account, rules));
                unsayable.AddRange(has ? [] : [$"{Path.GetFileName(file)}: {call.Title} {call.Url}"]);
                count++;
            }

            if (calls.Count > 0)
            {
                Check(file, calls, (account, rules) => s_composer.Compose(DigestOf(calls), account, rules)).ShouldBeTrue(file);
            }
        }

        count.ShouldBeGreaterThan(500);
        unsayable.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("@someone @user@social.example #tag $AAPL main.rs evil.com/path https://evil.com")]
    [InlineData("two\nlines\u2028and\tmore")]
    [InlineData("reversed \u202E and \u2066 isolated \u2069 \u200Ftext")]
    [InlineData("👨‍👩‍👧‍👦 🇩🇪 e\u0301te\u0301")]
    [InlineData("Does it? Yes! It “does”. (Really.) `Vec<T>` and {braces} <angles> [brackets]")]
    public void Hostile_words_stay_words(string words)
    {
        var call = Project(words) with { Project = words, Tags = [words, words], Place = words, EventDate = words, IssueTitle = words };
        foreach (
            var each in new[] { call, call with { Closing = new Closing.Rolling(words) }, call with { Closing = At("2027-01-15", words) } }
        )
        {
            string[] parts = [TemplateSet.Call, TemplateSet.SpeakersCall];
            parts.ShouldAllBe(part => Check(words, new[] { each }, (account, rules) => s_composer.Compose(part, each, account, rules)));
            Check(words, [each], (account, rules) => s_composer.Compose(DigestOf([each]), account, rules)).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_title_of_ten_thousand_letters_ends_at_a_word_and_keeps_its_link()
    {
        var call = Project(s_long) with { Place = s_long, Project = s_long[3..], Tags = [s_long] };
        foreach (var account in Shipped.Publication.Accounts)
        {
            var rules = NetworkTextRules.For(account);
            var post = s_composer.Compose(TemplateSet.Call, call, account, rules).ShouldNotBeNull();
            post.Length.ShouldBeInRange(rules.Limit / 3, rules.Limit);
            post.Content.Entities.ShouldContain(entity => entity.Kind == TextEntityKind.Link && entity.Target == call.Url);
            post.Content.Text.ShouldMatch("(an|adventurous|and|very|long|story)…");
        }
    }

    [Fact]
    public void One_word_that_does_not_fit_makes_no_post()
    {
        foreach (var account in Shipped.Publication.Accounts)
        {
            s_composer.Compose(TemplateSet.Call, Project(new string('a', 10_000)), account, NetworkTextRules.For(account)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("not a link")]
    [InlineData("")]
    public void A_call_that_nobody_can_follow_makes_no_post(string url)
    {
        foreach (var account in Shipped.Publication.Accounts)
        {
            var call = Project("a task") with { Url = url };
            s_composer.Compose(TemplateSet.Call, call, account, NetworkTextRules.For(account)).ShouldBeNull();
        }
    }

    [Fact]
    public void The_source_is_the_line_of_the_call()
    {
        var account = Shipped.Publication.Accounts[0];
        var post = s_composer.Compose(
            TemplateSet.Call,
            Project("tidepool - Explain it") with
            {
                Line = 97,
            },
            account,
            NetworkTextRules.For(account)
        );
        post!.Sources.ShouldBe([new PostSource(97, "tidepool - Explain it")]);
    }

    /// <returns>Whether every account had words for it.</returns>
    private static bool Check(string what, IReadOnlyList<CallFacts> calls, Func<Account, TextRules, ComposedPost?> compose)
    {
        var all = true;
        foreach (var account in Shipped.Publication.Accounts)
        {
            var rules = NetworkTextRules.For(account);
            if (compose(account, rules) is { } post)
            {
                rules.Fits(post.Content.Text).ShouldBeTrue(what);
                post.Length.ShouldBe(rules.Measure(post.Content.Text), what);
                PostLaws.MarksOnly(post, rules, what, entity => IsMeant(entity, calls));
                post.Content.Text.ShouldBe(post.Content.Text.Trim().Normalize(), what);
                post.Content.Text.ShouldNotContain("\u202E", Case.Sensitive, what);
            }
            else
            {
                all = false;
            }
        }

        return all;
    }

    private static bool IsMeant(TextEntity entity, IReadOnlyList<CallFacts> calls) =>
        entity.Kind switch
        {
            TextEntityKind.Link => calls
                .Select(call => call.Url)
                .Append(Place)
                .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : url)
                .Contains(entity.Target),
            TextEntityKind.Hashtag => Shipped.Publication.Hashtags.Contains(entity.Target),
            _ => false,
        };

    private const string Place =
        "https://this-week-in-rust.org/blog/2026/11/18/this-week-in-rust-678/#call-for-participation-projects-and-speakers";

    private static IEnumerable<CallFacts> Calls(string markdown)
    {
        var issue = IssueReader.Read("random.md", markdown, Shipped.Publication.Format);
        return issue
            .ProjectCalls.Select(call =>
                Project(call.Text) with
                {
                    Url = call.Url,
                    Tags = call.Tags,
                    Project = call.Group,
                    IssueTitle = issue.Title,
                }
            )
            .Concat(
                issue.EventCalls.Select(call =>
                    Event(call.DisplayName, "2026-12-06") with
                    {
                        Url = call.CallUrl,
                        Place = call.Place,
                        EventDate = call.EventDate,
                        IssueTitle = issue.Title,
                    }
                )
            );
    }

    private static CallDigestFacts DigestOf(IReadOnlyList<CallFacts> calls) =>
        new(calls[0].IssueTitle, 678, "https://this-week-in-rust.org/blog/2026/11/18/this-week-in-rust-678/", Place, calls);

    private static IEnumerable<(string Part, CallFacts Call)> Shapes() =>
        [
            (TemplateSet.Call, Project("tidepool - Explain the recovery log with a picture")),
            (
                TemplateSet.Call,
                Project("Property tests for `range_mut` on an empty store") with
                {
                    Project = "tidepool",
                    Tags = ["easy", "mentored"],
                }
            ),
            (TemplateSet.Call, Project("Read timings of build.rs: what @ci says (#77)") with { Url = "http://example.org/a(b)?c=d&e=f" }),
            (TemplateSet.Call, Project(s_long[..900]) with { Tags = ["hard"] }),
            (
                TemplateSet.SpeakersCall,
                Event("Ferrite Days", "2026-12-06") with
                {
                    Place = "Trondheim, Norway",
                    EventDate = "2027-03-11 - 2027-03-12",
                }
            ),
            (
                TemplateSet.SpeakersCall,
                Event("Rust on the River", "2027-01-15") with
                {
                    Place = "Basel, Switzerland & online",
                    EventDate = "Event date: 2027-05-20",
                }
            ),
            (
                TemplateSet.SpeakersCall,
                Event("Small Systems Evening", "2026-12-06") with
                {
                    Closing = new Closing.Rolling("Rolling deadline"),
                    Place = "virtual",
                }
            ),
            (
                TemplateSet.SpeakersCall,
                Event("SpinConf Call for Speakers", "2026-12-06") with
                {
                    Closing = At("2026-12-06", "11:59 PM PDT"),
                }
            ),
            (TemplateSet.SpeakersCall, Event("An event without a day", "2026-12-06") with { Closing = new Closing.Open() }),
            (
                TemplateSet.CallReminder,
                Event("Ferrite Days", "2026-12-06") with
                {
                    Place = "Trondheim, Norway",
                    EventDate = "2027-03-11 - 2027-03-12",
                }
            ),
            (TemplateSet.CallReminder, Event(s_long[..300], "2026-12-06") with { Place = s_long[..200] }),
            (
                TemplateSet.CallExtended,
                Event("Rust on the River", "2027-01-29") with
                {
                    Place = "Basel, Switzerland & online",
                    EventDate = "2027-05-20",
                }
            ),
        ];

    private static IEnumerable<CallDigestFacts> Digests()
    {
        var calls = Shapes().Select(shape => shape.Call).ToList();
        yield return DigestOf([calls[1]]);
        yield return DigestOf([calls[4], calls[0], calls[2], calls[5], calls[6]]);
        yield return DigestOf([calls[4] with { IsExtended = true }, calls[9], calls[0]]);
        yield return DigestOf([.. Enumerable.Range(1, 30).Select(i => Project($"heron - Translate chapter {i} of the guide"))]);
    }

    private static CallFacts Project(string title) =>
        new(title, "https://example.org/tidepool/issues/212", new Closing.Open())
        {
            Line = 97,
            IssueTitle = "This Week in Rust 678",
            IssueNumber = 678,
        };

    private static CallFacts Event(string title, string closes) =>
        Project(title) with
        {
            Url = "https://example.org/ferrite-days/cfp",
            Closing = At(closes, null),
            IsEvent = true,
        };

    private static Closing.At At(string day, string? time) =>
        new(DateTimeOffset.UnixEpoch, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), time);

    private static void Write(StringBuilder text, ComposedPost post)
    {
        text.Append(CultureInfo.InvariantCulture, $"--- {post.Part} {post.Length}/{post.Limit} {post.Cost}\n{post.Content.Text}\n");
        foreach (var entity in post.Content.Entities)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {entity.Kind} {post.Content.Text.AsSpan(entity.Start, entity.Length)} -> {entity.Target}\n"
            );
        }

        foreach (var source in post.Sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {source.Line}: {source.Text}\n");
        }
    }
}
