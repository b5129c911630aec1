using FsCheck;
using FsCheck.Fluent;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing.Edits;

/// <summary>An issue that changes again and again while its posts go out, are edited, stopped and decided on.</summary>
public sealed class ProposeEditsLawsTests() : EditsSuite(new SqliteServer())
{
    private static readonly string[] _parts = ["lead", "crate", "quote"];
    private static readonly string[] _start = ["lead: a", "crate: a"];
    private int _round;

    /// <summary>Below this, a step is the issue saying something else: a digit to the base 4 for each part, 0 for nothing.</summary>
    private const int Texts = 4 * 4 * 4;

    private enum Happening
    {
        Delivers = Texts,
        Unavailable,
        LostBefore,
        LostAfter,
        Refused,
        EditorEdits,
        EditorStops,
        Accepts,
        Dismisses,
        Waits,
    }

    [Fact]
    public void Whatever_happens_no_post_is_made_no_part_has_two_proposals_and_none_is_open_when_the_issue_says_what_was_posted()
    {
        var change = Gen.Choose(0, Texts - 1);
        var other = Gen.Choose(Texts, Texts + Enum.GetValues<Happening>().Length - 1);
        var lives = Gen.ListOf(Gen.OneOf(change, other)).ToArbitrary();
        // Each life of a few dozen steps is some hundred transactions.
        var config = Seeded.Cases(20).WithEndSize(30);
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
        Check.One(config, Prop.ForAll(lives, life => LiveAsync([.. life]).GetAwaiter().GetResult()));
#pragma warning restore VSTHRD002
    }

    private async Task<bool> LiveAsync(IReadOnlyList<int> life)
    {
        Use($"account-{++_round}");
        await ExecuteAsync("delete from proposed_edits");
        var says = _start;
        await StartAsync(says);
        foreach (var (step, happening) in life.Index())
        {
            if (happening < Texts)
            {
                says = Says(happening);
                await ChangeAsync(says);
            }
            else
            {
                await HappenAsync((Happening)happening, step);
            }

            await CheckAsync(says, string.Join(", ", life.Take(step + 1)));
        }

        // The issue says exactly what the posts say.
        await ChangeAsync([.. (await PostsAsync(Account)).Select(post => $"{post.Place.Part}: {post.Content.Text}")]);
        (await OpenAsync()).ShouldBe("", string.Join(", ", life));
        return true;
    }

    private async Task HappenAsync(Happening happening, int step)
    {
        var network = Network(Account);
        var key = await EditsAsync("open") is [var open, ..] ? open.Place.Key : "none";
        var post = (await PostsAsync(Account))[step % _start.Length];
        switch (happening)
        {
            case Happening.EditorEdits:
                await Changes.EditTextAsync(
                    post.Id,
                    $"mine {step}",
                    new PlainRules(500),
                    Syndicator.Configuration.PostPrices.Free,
                    Eve,
                    Cancellation
                );
                break;
            case Happening.EditorStops:
                await Changes.StopAsync(post.Id, Eve, Cancellation);
                break;
            case Happening.Accepts:
                await Decisions().AcceptAsync(Publication, key, Eve, Cancellation);
                break;
            case Happening.Dismisses:
                await Decisions().DismissAsync(Publication, key, Eve, Cancellation);
                break;
            case Happening.Waits:
                await AdvanceAsync(TimeSpan.FromMinutes(3));
                break;
            default:
                network.OnPublish = (sent, outbound, _) => Task.FromResult(Attempt(happening, sent, outbound));
                await DeliverAsync();
                break;
        }
    }

    private static PublishOutcome Attempt(Happening happening, ScriptedNetwork network, OutboundPost post) =>
        happening switch
        {
            Happening.Unavailable => new PublishOutcome.Unavailable("no route"),
            Happening.LostBefore => new PublishOutcome.Uncertain("504"),
            Happening.LostAfter => Lost(network.Arrive(post)),
            Happening.Refused => new PublishOutcome.Refused(RefusalKind.Post, "no"),
            _ => new PublishOutcome.Published(network.Arrive(post)),
        };

    private static PublishOutcome.Uncertain Lost(RemotePost _) => new("504");

    private async Task CheckAsync(string[] says, string life)
    {
        var posts = await PostsAsync(Account);
        posts.Count.ShouldBe(_start.Length, life);
        Network(Account).Arrived.Select(post => post.IdempotencyKey).ShouldBeUnique(life);
        var edits = await EditsAsync();
        edits.Where(edit => edit.State is EditState.Open).Select(edit => edit.Place.Part).ShouldBeUnique(life);
        foreach (var post in posts)
        {
            var now = says.SingleOrDefault(part => part.StartsWith(post.Place.Part + ":", StringComparison.Ordinal))?.Split(": ")[1];
            var last = edits.LastOrDefault(edit => edit.Place.Part == post.Place.Part);
            var isEdited = (await ReasonsAsync(post.Place.Part)).Contains(TextChange.ByEditor);
            if (post.State is DeliveryState.Delivered && !isEdited && post.Content.Text != now)
            {
                last.ShouldNotBeNull(life).State.ShouldNotBeOfType<EditState.Withdrawn>(life);
            }
        }
    }

    private static string[] Says(int digits) =>
        [
            .. _parts
                .Index()
                .Select(part => (part.Item, Digit: (digits >> (2 * part.Index)) & 3))
                .Where(part => part.Digit > 0)
                .Select(part => $"{part.Item}: {"abc"[part.Digit - 1]}"),
        ];
}
