using Microsoft.AspNetCore.Http;
using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

public sealed class DeskRequestTests
{
    [Theory]
    [InlineData("?search=serde", "serde")]
    [InlineData("?search=&search=%20&search=b", "b")]
    [InlineData("?search=a%00b", null)]
    [InlineData("?search=%00", null)]
    [InlineData("", null)]
    public void What_no_database_can_look_for_is_not_looked_for(string query, string? found)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        new DeskRequest(context, null!, null!, null!, null!).Query("search").ShouldBe(found);
    }
}
