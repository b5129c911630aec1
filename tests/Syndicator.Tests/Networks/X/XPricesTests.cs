using System.Globalization;
using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

public class XPricesTests
{
    [Fact]
    public void Every_worked_sum_of_the_price_table_comes_out()
    {
        var table = Table();
        var prices = table.GetProperty("unitPrices");
        var list = XPrices.List;
        Price(prices, "post_create").ShouldBe(list.Post);
        Price(prices, "media_metadata").ShouldBe(list.MediaDescription);

        SharedVectors.Check(
            [.. table.GetProperty("examples").EnumerateArray()],
            example =>
                (
                    decimal.Parse(example.GetProperty("total").GetString()!, CultureInfo.InvariantCulture),
                    list.Cost(Use(example.GetProperty("operations")))
                )
        );
    }

    [Fact]
    public void Every_unit_price_is_that_of_the_table() =>
        SharedVectors.Check(
            [
                .. Table()
                    .GetProperty("unitPrices")
                    .EnumerateObject()
                    .Where(price => price.Name is not ("counts_recent" or "activity_post_create"))
                    .Select(price => JsonSerializer.SerializeToElement(new { name = price.Name, price = price.Value.GetString() })),
            ],
            unit =>
                (
                    decimal.Parse(unit.GetProperty("price").GetString()!, CultureInfo.InvariantCulture),
                    XPrices.List.Cost(One(unit.GetProperty("name").GetString()!, 1))
                )
        );

    [Theory]
    [InlineData("No link here.", 0.015)]
    [InlineData("See https://example.org/", 0.200)]
    [InlineData("Put it into main.rs", 0.200)]
    public void What_x_makes_a_link_of_is_paid_as_a_link(string text, double price) =>
        XPrices.List.Cost(XUse.Of(new PostContent { Text = text })).ShouldBe((decimal)price);

    [Fact]
    public void A_week_at_list_price_stays_under_seventy_cents()
    {
        var link = XUse.Of(new PostContent { Text = "https://example.org/" });
        var week =
            link + link + XUse.Of(new PostContent { Text = "Nominate!" }) + XUse.OfMentions(20, 15, ownsApp: true) + XUse.OfLookUp(3);

        XPrices.List.Cost(week).ShouldBe(0.588m);
        XPrices.Of(new PostPrices(0.02m, 0.3m, null)).Cost(week).ShouldBe(0.793m);
    }

    private static JsonElement Table() => SharedVectors.Read(Shared.Need("reference", "examples", "x", "price-table.json"));

    private static decimal Price(JsonElement prices, string name) =>
        decimal.Parse(prices.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static XUse Use(JsonElement operations) =>
        operations.EnumerateObject().Select(item => One(item.Name, item.Value.GetInt32())).Aggregate(new XUse(), (sum, use) => sum + use);

    private static XUse One(string operation, int count) =>
        operation switch
        {
            "post_create" => new XUse { Posts = count },
            "post_create_with_url" => new XUse { PostsWithLink = count },
            "post_create_summoned" => new XUse { SummonedPosts = count },
            "post_read" => new XUse { PostReads = count },
            "owned_read" => new XUse { OwnedReads = count },
            "user_read" => new XUse { UserReads = count },
            "interaction_delete" => new XUse { Deletions = count },
            "content_manage" => new XUse { ContentChanges = count },
            "media_metadata" => new XUse { MediaDescriptions = count },
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        };
}
