using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

public sealed class RoundDigestOnSqliteTests() : RoundDigestTests(new SqliteServer());

public sealed class RoundDigestOnPostgreSqlTests() : RoundDigestTests(new PostgreSqlServer());

public abstract class RoundDigestTests(TestServer server) : ReviewSuite(server)
{
    private readonly WebhookOptions _webhook = new("https://hooks.example/x");

    [Fact]
    public async Task Editors_are_told_once_a_round_some_hours_before_it_closes()
    {
        Publication = Publication with { Webhook = _webhook };
        await NominateAsync("jiff");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await NominateAsync("nom");
        Alpha.Write("hello", "dora");
        await CollectAsync("alpha");
        (await SendAsync()).ShouldBeFalse("it is days away");
        await AdvanceAsync(Round - TimeSpan.FromHours(6) - Clock.GetUtcNow());

        var second = await OpenAgainAsync();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(number => Task.Run(() => SendAsync(number % 2 == 0 ? Database : second)))
        );

        sent.Count(isMine => isMine).ShouldBe(1);
        (await SendAsync()).ShouldBeFalse();
        using var body = JsonDocument.Parse((await RowsAsync("select body from webhook_calls")).ShouldHaveSingleItem());
        body.RootElement.GetProperty("type").GetString().ShouldBe("nominations.digest");
        var round = body.RootElement.GetProperty("round");
        round.GetProperty("closes").GetDateTimeOffset().ShouldBe(Round);
        round.GetProperty("unread").GetInt32().ShouldBe(1);
        round.GetProperty("leaders").EnumerateArray().Select(leader => leader.GetProperty("name").GetString()).ShouldBe(["jiff", "nom"]);
        round.GetProperty("leaders")[0].GetProperty("isTied").GetBoolean().ShouldBeTrue();
        var text = body.RootElement.GetProperty("text").GetString()!;
        text.ShouldContain("The Gazette: nominations close Tue 4 Aug, 20:00 +00:00, in 6 hours.");
        text.ShouldContain("Crates, 2 tied for the first place:\n• jiff: 1 (1 nominator)\n• nom: 1");
        text.ShouldContain("Unread mentions: 1.");
    }

    [Fact]
    public async Task What_was_missed_is_not_told_late_and_without_a_webhook_nothing_is_marked()
    {
        await NominateAsync("jiff");
        await AdvanceAsync(Round - TimeSpan.FromHours(1) - Clock.GetUtcNow());
        (await SendAsync()).ShouldBeFalse();
        (await RowsAsync("select * from round_digests")).ShouldBeEmpty();
        Publication = Publication with { Webhook = _webhook };
        await AdvanceAsync(TimeSpan.FromHours(1));
        (await SendAsync()).ShouldBeFalse("the round has closed");
        await AdvanceAsync(TimeSpan.FromDays(6.9));
        (await SendAsync()).ShouldBeTrue("that is the next round's");
    }

    [Fact]
    public async Task No_word_of_a_private_post_leaves_and_no_text_is_longer_than_a_chat_takes()
    {
        Alpha.Write("#cotw https://crates.io/crates/secret-crate", isPublic: false);
        await CollectAsync("alpha");
        foreach (var number in Enumerable.Range(0, 12))
        {
            Done(
                await AddAsync(
                    new Nominee.Quote(
                        new string('w', 3000) + number + "\u202E\n@everyone",
                        "Sp\u202E\u2066eaker" + new string('x', 300),
                        null
                    )
                )
            );
            Done(await AddAsync(new Nominee.Link($"https://blog.example/{number}/{new string('y', 1000)}", null)));
        }

        await ExecuteAsync(
            "insert into reading_positions (publication, source, trouble, trouble_since) values ('gazette', 'beta', 'it said 503', 1)"
        );

        var digest = await new NominationDesk(Database, new IssueTable(Database, Clock), Clock).Digest.RunAsync(Publication, Cancellation);
        var text = DigestText.Of(digest, Publication, Clock.GetUtcNow());

        text.ShouldContain("a crate from a private post");
        text.ShouldNotContain("secret");
        text.Length.ShouldBeLessThanOrEqualTo(1800);
        text.ShouldAllBe(sign => sign == '\n' || !(char.IsControl(sign) || sign == '\u202E'));
        digest.Troubles.ShouldHaveSingleItem().Source.ShouldBe("beta");
        digest.Kinds.Single(kind => kind.Kind == NomineeKind.Quote).TiedCount.ShouldBe(12);
        digest.Kinds.ShouldAllBe(kind => kind.Leaders.Count <= 5);
    }

    private Task<bool> SendAsync(Database? database = null) =>
        new NominationDesk(database ?? Database, new IssueTable(database ?? Database, Clock), Clock).SendDigest.RunAsync(
            Publication,
            Cancellation
        );
}
