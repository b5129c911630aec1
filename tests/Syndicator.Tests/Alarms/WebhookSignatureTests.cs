using System.Text;
using Syndicator.Alarms;
using Syndicator.Configuration;

namespace Syndicator.Tests.Alarms;

public class WebhookSignatureTests
{
    /// <summary>The example that the specification's own libraries test themselves with.</summary>
    [Fact]
    public void The_known_example_is_signed_as_known() =>
        WebhookSignature
            .Of(
                WebhookSignature.KeyOf(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))!,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                """{"test": 2432232314}"""
            )
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_key_without_the_prefix_is_taken_as_it_is() =>
        WebhookSignature.KeyOf(new Secret("correct horse")).ShouldBe(Encoding.UTF8.GetBytes("correct horse"));

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    public void A_key_with_the_prefix_and_no_base64_is_none(string text) => WebhookSignature.KeyOf(new Secret(text)).ShouldBeNull();
}
