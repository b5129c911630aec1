using System.Globalization;

namespace Syndicator.Networks.X;

/// <summary>What a request that reads costs (https://docs.x.com/x-api/getting-started/pricing), at most before it and surely after it. Pure.</summary>
internal static class XReadCost
{
    private enum Kind
    {
        Free,
        User,
        OwnPosts,
        OwnMentions,
        Posts,
    }

    public static decimal Most(XCall call, XPrices prices)
    {
        var posts = Asked(call);
        return KindOf(call.Path) switch
        {
            Kind.User => prices.UserRead,
            // Their only author is the account itself.
            Kind.OwnPosts => (posts * prices.OwnedRead) + prices.UserRead,
            Kind.OwnMentions => posts * (prices.OwnedRead + prices.UserRead),
            Kind.Posts => posts * (prices.PostRead + (AsksForAuthors(call) ? prices.UserRead : 0)),
            _ => 0,
        };
    }

    /// <summary>By what the answer holds; whether X charges for the authors it gives with posts is not stated: counted as if.</summary>
    public static decimal Of(XCall call, XAnswer.Good answer, XPrices prices)
    {
        var kind = KindOf(call.Path);
        if (kind is Kind.Free or Kind.User)
        {
            return kind == Kind.Free ? 0 : prices.UserRead;
        }

        return answer.Read(XJson.Default.XPage).Body is { } page
            ? ((page.Data?.Count ?? 0) * (kind == Kind.Posts ? prices.PostRead : prices.OwnedRead))
                + ((page.Includes?.Users?.Count ?? 0) * prices.UserRead)
            : Most(call, prices);
    }

    private static Kind KindOf(string path) =>
        path switch
        {
            "2/users/me" => Kind.User,
            "2/tweets" or "2/tweets/search/recent" => Kind.Posts,
            _ when path.StartsWith("2/users/", StringComparison.Ordinal) && path.EndsWith("/tweets", StringComparison.Ordinal) =>
                Kind.OwnPosts,
            _ when path.StartsWith("2/users/", StringComparison.Ordinal) && path.EndsWith("/mentions", StringComparison.Ordinal) =>
                Kind.OwnMentions,
            _ => Kind.Free,
        };

    private static bool AsksForAuthors(XCall call) => call.Query.Any(pair => pair.Key == "expansions");

    private static int Asked(XCall call) =>
        call.Query.FirstOrDefault(pair => pair.Key == "ids").Value is { } ids ? ids.Count(c => c == ',') + 1
        : int.TryParse(
            call.Query.FirstOrDefault(pair => pair.Key == "max_results").Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var most
        )
            ? most
        : XPages.PageSize;
}
