using Microsoft.Extensions.Configuration;
using Syndicator.App;
using Syndicator.Forgetting;

namespace Syndicator.Tests.Hosting;

public sealed class HostRetentionTests
{
    [Fact]
    public void Durations_are_read_as_written_and_forever_is_one()
    {
        HostRetention.Read(Of()).ShouldBe(new RetentionOptions());
        HostRetention
            .Read(Of(("Retention:Words", "90d"), ("Retention:Growth", "forever"), ("Retention:Alarms", "60d")))
            .ShouldBe(
                new RetentionOptions
                {
                    Words = TimeSpan.FromDays(90),
                    Growth = null,
                    Alarms = TimeSpan.FromDays(60),
                }
            );
    }

    [Theory]
    [InlineData("Retention:Words", "59d", "Retention:Words is `59d`. Write a duration of at least 60d")]
    [InlineData("Retention:Growth", "never", "or forever")]
    [InlineData("Retention:Word", "90d", "Words")]
    public void A_mistake_is_said_with_what_to_do(string key, string value, string words) =>
        Should.Throw<HostProblemException>(() => HostRetention.Read(Of((key, value)))).Message.ShouldContain(words);

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
}
