using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Tests.Composing;

public class WarningsAndImagesTests
{
    private static readonly string s_markdown = File.ReadAllText(Shipped.SampleFile);
    private static readonly Issue s_issue = IssueReader.Read(Shipped.SampleFile, s_markdown, Shipped.Publication.Format);

    [Fact]
    public void The_parts_of_a_thread_carry_the_accounts_warning_and_the_lead_does_not()
    {
        var account = Mastodon with { ThreadWarning = "Long thread" };
        var posts = Compose(Shipped.Publication, account);
        posts.Count.ShouldBeGreaterThan(3);
        posts[0].Content.Warning.ShouldBeNull();
        posts.Skip(1).ShouldAllBe(post => post.Content.Warning == "Long thread");
    }

    [Fact]
    public void A_warning_counts_towards_the_length() =>
        Compose(Shipped.Publication, Mastodon with { ThreadWarning = "Long thread" })
            .ShouldAllBe(post => post.Limit == 500 - "Long thread".Length && post.Length <= post.Limit);

    [Fact]
    public void An_image_belongs_to_its_post_and_costs_what_it_costs()
    {
        var publication = Shipped.Publication with { Images = [new ConfiguredImage("crate", "/images/crab.png", "A crab")] };
        var account = Mastodon with { Prices = new PostPrices(1, 2, null, Image: 0.5m) };
        var posts = Compose(publication, account);
        var crate = posts.Single(post => post.Part == "crate");
        crate.Content.Images.ShouldBe([new PostImage("/images/crab.png", "A crab")]);
        crate.Cost.ShouldBe(crate.Content.HasLink ? 2.5m : 1.5m);
        posts.Where(post => post.Part != "crate").ShouldAllBe(post => post.Content.Images.Count == 0);
    }

    private static Account Mastodon => Shipped.Publication.Accounts.First(account => account.Network == "mastodon") with { Thread = true };

    private static IReadOnlyList<Syndicator.Composing.ComposedPost> Compose(Publication publication, Account account) =>
        new Syndicator.Composing.IssueComposer(publication, Syndicator.Composing.TemplateSet.Read(publication).Templates)
            .Compose(new Syndicator.Composing.IssueDigest(s_issue, s_markdown, []), account, NetworkTextRules.For(account))
            .Posts;
}
