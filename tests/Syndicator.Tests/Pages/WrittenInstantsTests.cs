using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

public class WrittenInstantsTests
{
    [Theory]
    [InlineData("held since 2026-11-18 15:15 -05:00.", "held since |Wed 18 Nov 2026, 15:15|.")]
    [InlineData("2026-11-18 15:15 +00:00", "|Wed 18 Nov 2026, 15:15|")]
    [InlineData("a 2026-11-18 15:15 -05:00 b 2026-11-19 16:16 -05:00 c", "a |Wed 18 Nov 2026, 15:15| b |Thu 19 Nov 2026, 16:16| c")]
    [InlineData("closed on 2026-11-18, at 15:15", "closed on 2026-11-18, at 15:15")]
    [InlineData("2026-13-41 15:15 -05:00", "2026-13-41 15:15 -05:00")]
    [InlineData("", "")]
    public void Instants_of_a_message_are_found_and_nothing_else(string text, string pieces) =>
        string.Join('|', WrittenInstants.Of(text).Select(piece => piece.At is { } at ? Words.Local(at) : piece.Text)).ShouldBe(pieces);
}
