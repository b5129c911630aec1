using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

public sealed class SaidCookieTests : IDisposable
{
    private readonly ServiceProvider _services;

    public SaidCookieTests()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        _services = services.BuildServiceProvider();
    }

    [Theory]
    [InlineData("serde is accepted.", 1)]
    [InlineData("serde принят 入選 🦀.", 25)]
    public void What_is_short_is_said_as_it_is(string text, int undone)
    {
        var said = new SaidView(text, IsTrouble: true, Undo(undone));
        Take(Put(said)).ShouldBe(said);
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("принят ")]
    [InlineData("入選")]
    [InlineData("🦀")]
    [InlineData("\"\u0001")]
    public void What_is_long_is_cut_so_that_browsers_and_proxies_take_it(string word)
    {
        var text = string.Concat(Enumerable.Repeat(word, 8_000));
        var cookie = Put(new SaidView(text, Undo: Undo(25)));
        cookie.Length.ShouldBeLessThan(3_000);
        var said = Take(cookie).ShouldNotBeNull();
        said.Text.ShouldStartWith(word);
        said.Text.ShouldEndWith("…");
        said.Undo.ShouldBe(Undo(25));
        Take(Put(new SaidView(text, Undo: Undo(100)))).ShouldNotBeNull().Undo.ShouldBeNull();
    }

    public void Dispose() => _services.Dispose();

    /// <summary>The address that takes back what was done to so many.</summary>
    private static string Undo(int count) => "/nominations/undo?" + string.Join('&', Enumerable.Repeat($"pick={Guid.Empty}:12", count));

    private string Put(SaidView said)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        SaidCookie.Put(context, said);
        return context.Response.Headers.SetCookie.ToString();
    }

    private SaidView? Take(string cookie)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Headers.Cookie = cookie.Split(';')[0];
        return SaidCookie.Take(context);
    }
}
