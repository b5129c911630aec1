using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

public class SafeUrlTests
{
    [Theory]
    [InlineData("https://example.com/a_(b)?c=d#e", "https://example.com/a_%28b%29?c=d#e")]
    [InlineData("https://müßig.example/ü", "https://xn--mig-5ka8l.example/%C3%BC")]
    [InlineData("https://\u0301a.example/", null)]
    [InlineData("https://a:b@example.com/", null)]
    [InlineData("javascript:alert(1)", null)]
    public void An_address_is_safe_or_none(string url, string? safe) => SafeUrl.Of(url).ShouldBe(safe);
}
