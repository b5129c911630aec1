using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonChangesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_sends_the_whole_content_and_may_be_repeated()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Post("one", "Befor.") with
        {
            Content = new PostContent { Text = "Befor.", Warning = "Typos" },
        };
        var remote = await trial.PublishedAsync(post);
        var better = post.Content with { Text = "Before." };

        (await trial.Network.EditAsync(remote, better, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        (await trial.Network.EditAsync(remote, better, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();

        var status = trial.Server.Find(remote.Id)!;
        (status.Text, status.Warning, status.Visibility).ShouldBe(("Before.", "Typos", "public"));
        (await trial.Network.EditAsync(remote, better with { Warning = null }, Cancellation)).ShouldBeOfType<EditOutcome.Edited>();
        status.Warning.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.Drop, 0, typeof(EditOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 502, typeof(EditOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 429, typeof(EditOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 200, typeof(EditOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 422, typeof(EditOutcome.Refused))]
    [InlineData(FaultKind.Status, 403, typeof(EditOutcome.Refused))]
    public async Task An_edit_in_trouble_is_an_outcome(FaultKind kind, int status, Type outcome)
    {
        await using var trial = await MastodonTrial.StartAsync();
        var remote = await trial.PublishedAsync(trial.Post("one", "Before."));
        trial.Server.Plan(new Fault(kind, Method: "PUT", Status: status, Body: "<html></html>"));

        (await trial.Network.EditAsync(remote, new PostContent { Text = "After." }, Cancellation)).ShouldBeOfType(outcome);
    }

    [Fact]
    public async Task A_post_that_is_not_there_any_more_cannot_be_edited_and_counts_as_deleted()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var remote = await trial.PublishedAsync(trial.Post("one", "Before."));

        (await trial.Network.DeleteAsync(remote, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>();

        trial.Server.Ledger.ShouldBeEmpty();
        (await trial.Network.DeleteAsync(remote, Cancellation)).ShouldBeOfType<DeleteOutcome.Deleted>();
        (await trial.Network.EditAsync(remote, new PostContent { Text = "After." }, Cancellation)).ShouldBeOfType<EditOutcome.Gone>();
    }

    [Fact]
    public async Task Software_that_cannot_delete_is_found_out()
    {
        await using var trial = await MastodonTrial.StartAsync(MastodonSoftware.Snac);
        var remote = await trial.PublishedAsync(trial.Post("one", "Before."));

        (await trial.Network.DeleteAsync(remote, Cancellation)).ShouldBeOfType<DeleteOutcome.Refused>().Reason.ShouldContain("by hand");
    }

    [Fact]
    public async Task An_edit_over_the_limit_changes_nothing()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var remote = await trial.PublishedAsync(trial.Post("one", "Before."));

        (await trial.Network.EditAsync(remote, new PostContent { Text = new string('a', 501) }, Cancellation))
            .ShouldBeOfType<EditOutcome.Refused>()
            .Reason.ShouldContain("501 of 500");
        trial.Server.Find(remote.Id)!.Text.ShouldBe("Before.");
    }

    [Fact]
    public async Task The_account_is_described_with_its_rights_and_limits()
    {
        await using var trial = await MastodonTrial.StartAsync();

        var standing = Standing(await trial.Network.VerifyAsync(Cancellation));

        standing.Handle.ShouldBe("newsletter@fake.example");
        standing.Missing.ShouldBeEmpty();
        standing.Notes.ShouldContain("Posts have up to 500 characters, a link counts 23, 4 images are taken.");
        standing.Notes.ShouldContain(note => note.Contains("new accounts", StringComparison.Ordinal), "their mentions are dropped");
        trial.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_rights_are_named()
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Grant(FakeMastodon.Token, "profile read:statuses write:media");

        Standing(await trial.Network.VerifyAsync(Cancellation))
            .Missing.ShouldBe([
                "The token does not include the right read:notifications: mentions cannot be read.",
                "The token does not include the right write:statuses: nothing can be posted.",
            ]);
        trial.Server.Grant(FakeMastodon.Token, null);
        (await trial.Network.VerifyAsync(Cancellation))
            .ShouldBeOfType<ReadOutcome<AccountStanding>.Refused>()
            .Kind.ShouldBe(RefusalKind.Account);
    }

    private static AccountStanding Standing(ReadOutcome<AccountStanding> outcome) =>
        outcome.ShouldBeOfType<ReadOutcome<AccountStanding>.Read>(outcome.ToString()).Value;
}
