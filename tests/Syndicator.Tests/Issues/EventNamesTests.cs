using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class EventNamesTests
{
    [Theory]
    [InlineData("Spin Conference", "Spin 2031")]
    [InlineData("EuroSpin", "EuroSpin 2031")]
    [InlineData("SpinWeek 2031", "Spin Week (Spin NL)")]
    [InlineData("SpinLab Call for Proposals", "SPINLAB 2032 CFP")]
    [InlineData("Spin in Paris 2031", "Spin Paris")]
    [InlineData("Rust Summit", "Rust Days")] // Nothing of their own tells them apart.
    [InlineData("Whirl Berlin", "Berlin Spin")]
    [InlineData("", "Spin")]
    public void Names_that_may_mean_one_event_are_no_others(string one, string other)
    {
        EventNames.AreOthers(one, other).ShouldBeFalse();
        EventNames.AreOthers(other, one).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Whirl Techtown", "Spin Conference")]
    [InlineData("EuroSpin 2031", "SpinLab 2031")]
    [InlineData("Rust Whirl Summit 2031", "Rust Spin Summit 2031")]
    [InlineData("Конференция Волчок", "SpinConf")]
    public void Names_that_share_no_word_of_their_own_mean_different_events(string one, string other)
    {
        EventNames.AreOthers(one, other).ShouldBeTrue();
        EventNames.AreOthers(other, one).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Spin Conference", "forms.example/spin-conference-2031/cfp", true)]
    [InlineData("Whirl Techtown", "whirltechtown.example/call-for-papers", true)]
    [InlineData("Whirl Techtown", "forms.example/spin-conference-2031/cfp", false)]
    [InlineData("NL Day", "whirlnl.example", false)]
    public void An_address_may_hold_the_name_of_its_event(string name, string address, bool isNamed) =>
        EventNames.IsNamedBy(name, address).ShouldBe(isNamed);
}
