using Microsoft.AspNetCore.Http;
using Syndicator.App;

namespace Syndicator.Tests.Hosting;

public class HostAddressTests
{
    [Theory]
    [InlineData(null, "127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/ ; http://[::1]:8081", "127.0.0.1:8080 [::1]:8081")]
    public void Loopback_addresses_are_listened_on(string? urls, string expected) =>
        string.Join(' ', HostAddress.Parse(urls)).ShouldBe(expected);

    [Fact]
    public void Localhost_is_the_loopback_address() => HostAddress.Parse("http://localhost:8080")[0].ToString().ShouldBe("127.0.0.1:8080");

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("http://desk.example:5080")]
    [InlineData("http://localhost.desk.example:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    public void An_address_that_other_machines_reach_is_refused(string urls) =>
        Should.Throw<HostProblemException>(() => HostAddress.Parse(urls)).Message.ShouldContain("no sign-in is set up");

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://unix:/run/desk.sock")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:5080/desk")]
    public void What_is_no_address_is_refused_with_an_example(string urls) =>
        Should.Throw<HostProblemException>(() => HostAddress.Parse(urls)).Message.ShouldContain(HostAddress.Default);

    [Theory]
    [InlineData("desk.example", true)]
    [InlineData("desk.example:443", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("localhost:99999", false)]
    [InlineData("localhost:99999999999", false)]
    public void A_host_is_one_that_an_address_can_have(string host, bool isPossible) =>
        HostAddress.IsPossible(new HostString(host)).ShouldBe(isPossible);

    [Fact]
    public void Kestrels_own_endpoints_are_refused_too() =>
        Should
            .Throw<HostProblemException>(() =>
                SyndicatorHost.CreateBuilder(new Dictionary<string, string?> { ["Kestrel:Endpoints:Http:Url"] = "http://0.0.0.0:5080" })
            )
            .Message.ShouldContain("Set Urls instead");
}
