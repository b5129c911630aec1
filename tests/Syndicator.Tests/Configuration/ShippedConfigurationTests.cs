using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Tests.Configuration;

/// <summary>What every new user sees first.</summary>
public class ShippedConfigurationTests
{
    private static readonly string Folder = Path.Combine(Shared.Repository, "config");
    private static readonly LoadedConfiguration Loaded = ConfigurationReader.Load(Folder);

    [Fact]
    public void It_has_no_mistake_and_no_warning() => Loaded.Diagnostics.ShouldBeEmpty();

    [Fact]
    public void Its_accounts_post_nowhere() =>
        Loaded.Publications.ShouldHaveSingleItem().Accounts.ShouldAllBe(account => account.Mode == AccountMode.DryRun);

    [Fact]
    public void Its_clock_starts_on_the_evening_of_the_sample_issue()
    {
        var publication = Loaded.Publications.ShouldHaveSingleItem();
        var evening = TimeZoneInfo.ConvertTime(publication.DemonstrationStartsAt!.Value, publication.Zone);
        DateOnly.FromDateTime(evening.DateTime).ShouldBe(Sample().Date!.Value);
        evening.Hour.ShouldBeInRange(18, 22);
        publication.Hold.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Its_sample_issue_uses_every_section()
    {
        var issue = Sample();
        issue.Diagnostics.ShouldBeEmpty();
        issue.Number.ShouldBe(678);
        issue.Url.ShouldBe("https://this-week-in-rust.org/blog/2026/11/18/this-week-in-rust-678/");
        issue.Crates.ShouldHaveSingleItem().Name.ShouldBe("tidepool");
        issue.Crates[0].Thanks.ShouldHaveSingleItem().Name.ShouldBe("Tomasz Wilk");
        var quote = issue.Quotes.ShouldHaveSingleItem();
        quote.Attribution!.Text.ShouldBe("Ottilie Brandt on the tidepool forum");
        quote.Thanks.ShouldHaveSingleItem().Name.ShouldBe("Mira Holm");
        issue.ProjectCalls.Count.ShouldBe(5);
        issue.EventCalls.Select(call => call.ClosesOn).ShouldBe([new DateOnly(2026, 12, 6), new DateOnly(2027, 1, 15), null]);
        issue.EventCalls.Select(call => call.IsRolling).ShouldBe([false, false, true]);
        issue.CallsForTesting.ShouldNotBeEmpty();
        issue.ApprovedRfcs.ShouldHaveSingleItem();
        issue.FinalCommentPeriods.Count.ShouldBe(5);
        issue.NewRfcs.ShouldHaveSingleItem();
        issue.Events.Count.ShouldBe(12);
        issue.Jobs.ShouldHaveSingleItem();
        issue.Discussion.ShouldNotBeNull();
        var parts = issue.CommunityLinks.Select(link => link.Role).Distinct();
        parts.ShouldBe([
            SectionRole.Official,
            SectionRole.Foundation,
            SectionRole.Newsletters,
            SectionRole.ProjectUpdates,
            SectionRole.Observations,
            SectionRole.Walkthroughs,
            SectionRole.Research,
            SectionRole.Miscellaneous,
        ]);
    }

    [Fact]
    public void Its_handles_are_those_of_the_sample_issue()
    {
        var text = File.ReadAllText(SampleFile());
        var handles = Loaded.Publications.ShouldHaveSingleItem().Handles;
        handles.Find("Mira Holm", "mastodon").ShouldBe("mira@social.example");
        handles
            .ByName.Keys.Where(name => name.Contains(' ', StringComparison.Ordinal))
            .ShouldAllBe(name => text.Contains(name, StringComparison.Ordinal));
    }

    private static Issue Sample() =>
        IssueReader.Read("sample.md", File.ReadAllText(SampleFile()), Loaded.Publications.ShouldHaveSingleItem().Format);

    private static string SampleFile()
    {
        var source = Loaded.Publications.ShouldHaveSingleItem().Source.ShouldBeOfType<SourceOptions.Folder>();
        return Directory.GetFiles(source.Path, source.Glob).ShouldHaveSingleItem();
    }
}
