using Syndicator.App.Commands;
using Syndicator.Tests.Calls;
using Syndicator.Tests.Calls.Feeds;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Networks.Bluesky;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Commands;

public sealed class CallsExportTests() : PublishingSuite(new SqliteServer())
{
    [Theory]
    [InlineData(null, null, null, "Say what is to be written")]
    [InlineData("-", "-", null, "cannot be written to the same place")]
    [InlineData("a.ics", "./a.ics", null, "cannot be written to the same place")]
    [InlineData("", null, null, "Say what is to be written")]
    [InlineData("a.ics", null, "https://example.org/", "give --atom FILE too")]
    [InlineData(null, "a.atom", "javascript:alert(1)", "is no web address")]
    [InlineData(null, "a.atom", "https://eve:secret@example.org/", "would tell it to everybody")]
    [InlineData(null, "a.atom", "a.atom", "is no web address")]
    public void What_cannot_be_meant_is_said(string? calendar, string? atom, string? address, string mistake) =>
        WantedFeeds.Of(calendar, atom, address).Mistake.ShouldNotBeNull().ShouldContain(mistake);

    [Fact]
    public async Task Both_files_are_written_and_one_that_cannot_be_hinders_not_the_other()
    {
        using var folder = new TemporaryFolder();
        await using var syndication = await Shipped.OpenAsync(Publication, folder.Path, Options, Clock);
        await StoredCalls.InsertAsync(Database, Clock.GetUtcNow(), FeedSamples.Conference);
        var (calendar, atom) = (Path.Combine(folder.Path, "calls.ics"), Path.Combine(folder.Path, "calls.atom"));

        (await ExportAsync(syndication, calendar, atom)).ShouldBe(ExitCode.Done);
        (await File.ReadAllTextAsync(calendar, Cancellation)).ShouldContain("SUMMARY:Closes: call for speakers of Tide Days 2026\r\n");
        (await File.ReadAllTextAsync(atom, Cancellation)).ShouldContain("""<link rel="self" href="https://gazette.example/a.atom" />""");

        File.Delete(atom);
        (await ExportAsync(syndication, Path.Combine(folder.Path, "nowhere", "calls.ics"), atom)).ShouldBe(ExitCode.Findings);
        File.Exists(atom).ShouldBeTrue();
    }

    private Task<int> ExportAsync(Syndication syndication, string calendar, string atom) =>
        CallsExport.RunAsync(
            syndication,
            Publication,
            WantedFeeds.Of(calendar, atom, "https://gazette.example/a.atom").Wanted.ShouldNotBeNull(),
            Cancellation
        );
}
