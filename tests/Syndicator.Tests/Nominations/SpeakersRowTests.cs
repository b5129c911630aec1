using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.Tests.Nominations;

public class SpeakersRowTests
{
    private const string Url = "https://tide.example/cfp";

    [Theory]
    [InlineData("Tide Days", null, null, null, "Tide Days")]
    [InlineData("Tide Days", "2026-09-01", null, null, "Tide Days | 2026-09-01")]
    [InlineData("Tide Days", null, "Graz, AT", null, "Tide Days |  | Graz, AT")]
    [InlineData("Tide|Days", "2026-09-01", "Graz | AT", "2026-11-02", "Tide/Days | 2026-09-01 | Graz / AT | 2026-11-02")]
    public void A_row_is_a_title_and_is_read_from_it_again(string name, string? closes, string? place, string? on, string title)
    {
        var row = new SpeakersRow(name, closes, place, on);

        row.ToTitle().ShouldBe(title);
        SpeakersRow.Of(title)?.ToTitle().ShouldBe(title);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tidepool - write the guide")]
    [InlineData("a | b | c | d | e")]
    public void Other_titles_are_none(string? title) => SpeakersRow.Of(title).ShouldBeNull();

    [Theory]
    [InlineData("Tide Days | 2026-09-01 | Graz, AT | 2026-11-02 - 2026-11-04", "")]
    [InlineData("Tide Days | Rolling deadline | online | 2 November 2026", "")]
    [InlineData("Tide Days | 2026-09-01", "no place, no day of the event")]
    [InlineData("Tide Days |  | Graz, AT | autumn", "no closing day, no day of the event that can be read")]
    public void What_the_row_lacks_is_told(string title, string missing) =>
        string.Join(", ", SpeakersRow.Of(title).ShouldNotBeNull().Missing()).ShouldBe(missing);

    [Fact]
    public void A_correction_makes_the_row_part_by_part()
    {
        var call = Corrected(new Nominee.Call(Url, "Tide Days 2026"), new NomineeCorrection { Closes = "2026-09-01", Place = "Graz, AT" });
        call.Title.ShouldBe("Tide Days 2026 | 2026-09-01 | Graz, AT");

        call = Corrected(call, new NomineeCorrection { On = "2026-11-02" });
        call.Title.ShouldBe("Tide Days 2026 | 2026-09-01 | Graz, AT | 2026-11-02");

        call = Corrected(call, new NomineeCorrection { Title = "Tide Days", Closes = "2026-09-08" });
        call.Title.ShouldBe("Tide Days | 2026-09-08 | Graz, AT | 2026-11-02", "a name without bars is the event's");

        call = Corrected(
            call,
            new NomineeCorrection
            {
                Closes = "",
                Place = "",
                On = "",
            }
        );
        call.Title.ShouldBe("Tide Days");
    }

    [Theory]
    [InlineData("soon", "2026-11-02", "cannot be read when it closes")]
    [InlineData("2026-09-01", "in autumn", "in autumn is no day of an event")]
    [InlineData("2026-02-30", "2026-11-02", "cannot be read when it closes")]
    public void A_day_that_cannot_be_read_is_refused(string closes, string on, string why) =>
        new NomineeCorrection { Closes = closes, On = on }
            .Apply(new Nominee.Call(Url, "Tide Days"))
            .Problem.ShouldNotBeNull()
            .ShouldContain(why);

    [Fact]
    public void A_row_needs_a_name_and_only_a_call_has_one()
    {
        new NomineeCorrection { Closes = "2026-09-01" }
            .Apply(new Nominee.Call(Url, null))
            .Problem.ShouldBe("A call for speakers needs its event's name: give --title too.");
        new NomineeCorrection { Place = "Graz" }
            .Apply(new Nominee.Link(Url, null))
            .Problem.ShouldBe("A link has no place.");
    }

    private static Nominee.Call Corrected(Nominee.Call call, NomineeCorrection correction) =>
        correction.Apply(call).Nominee.ShouldBeOfType<Nominee.Call>();
}
