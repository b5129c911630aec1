using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

public class ImagesAndMoneyTests
{
    [Fact]
    public void Images_belong_to_posts_and_lie_in_the_publications_folder()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/images/banner.png", "not looked into");
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + "\nimages:\n  - post: lead\n    file: images/banner.png\n    alt: A crab reads\n"
        );
        configuration.Mistakes().ShouldBeEmpty();
        configuration
            .Only()
            .Images.ShouldBe([
                new ConfiguredImage("lead", Path.GetFullPath(configuration.PathOf("weekly/images/banner.png")), "A crab reads"),
            ]);
    }

    [Theory]
    [InlineData("post: led\n    file: b.png\n    alt: A crab", "9:11 unknown-post")]
    [InlineData("post: lead\n    file: a.png\n    alt: A crab", "10:11 missing-image")]
    [InlineData("post: lead\n    file: ../a.png\n    alt: A crab", "10:11 bad-image")]
    [InlineData("post: lead\n    file: /etc/a.png\n    alt: A crab", "10:11 bad-image")]
    [InlineData("post: lead\n    file: a.svg\n    alt: A crab", "10:11 bad-image")]
    [InlineData("post: lead\n    file: b.png\n    alt: \" \"", "11:10 bad-text")]
    [InlineData("post: lead\n    file: b.png", "9:5 missing-key")]
    public void A_wrong_image_is_said_with_its_place(string image, string mistake)
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/b.png", "");
        configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + $"\nimages:\n  - {image}\n");
        configuration.Mistakes().ShouldBe([$"publication.yaml:{mistake}"]);
    }

    [Fact]
    public void A_fifth_image_is_too_many()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/b.png", "");
        var image = "  - {post: crate, file: b.png, alt: A crab}\n";
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication + $"\nimages:\n{string.Concat(Enumerable.Repeat(image, 5))}"
        );
        configuration.Mistakes().ShouldBe(["publication.yaml:13:5 too-many-images"]);
    }

    [Fact]
    public void A_live_account_on_X_without_a_ceiling_is_warned_of()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", "accounts:\n  - name: x\n    network: x\n    mode: live\n    credentials: env:X\n");
        configuration.Mistakes().ShouldBe(["accounts.yaml:2:5 no-ceiling"]);
        configuration.Load().HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void A_ceiling_limits_what_has_a_price()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", "accounts:\n  - name: x\n    network: x\n    ceiling: 5\n");
        configuration.Mistakes().ShouldBe(["accounts.yaml:4:14 ceiling-without-prices"]);
    }

    [Fact]
    public void A_ceiling_a_warning_and_the_price_of_an_image_are_read()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/accounts.yaml",
            TestConfiguration.SoundAccounts
                + "\n    threadWarning: Long thread\n    ceiling: 4.50\n    prices: {post: 0.015, postWithLink: 0.2, image: 0.005, asOf: 2026-08-22}\n"
        );
        var account = configuration.Only().Accounts.ShouldHaveSingleItem();
        (account.ThreadWarning, account.Ceiling).ShouldBe(("Long thread", 4.5m));
        account.Prices.Estimate(hasLink: true, images: 2).ShouldBe(0.21m);
    }
}
