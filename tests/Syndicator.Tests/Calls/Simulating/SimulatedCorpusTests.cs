using Syndicator.App.Commands;
using Syndicator.Calls.Simulating;
using Syndicator.Tests.Composing;

namespace Syndicator.Tests.Calls.Simulating;

/// <summary>The published issues beside the repository, lived through.</summary>
public sealed class SimulatedCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_published_issues_break_no_law()
    {
        var files = Directory.GetFiles(Shared.Need("corpus", "issues")).Order(StringComparer.Ordinal).ToList();
        var publication = Shipped.Publication with
        {
            Accounts = [.. Shipped.Publication.Accounts.Where(account => account.Name is "mastodon" or "x")],
        };
        var (issues, findings) = await SimulatedIssue.ReadAsync(files, publication.Format, TestContext.Current.CancellationToken);
        findings.ShouldBeEmpty();
        var (laws, counts, last) = (new SimulationLaws(publication), new SimulationCounts(), DateTimeOffset.MinValue);

        await new SimulateCalls(publication, NetworkTextRules.For).RunAsync(
            issues,
            // The last year of them; the whole archive is what `simulate` is for.
            new SimulationSpan("0 0 15 ? * MON-FRI", new DateOnly(2025, 6, 1)),
            act =>
            {
                act.At.ShouldBeGreaterThanOrEqualTo(last, "time goes on");
                last = act.At;
                laws.See(act);
                counts.See(act);
            },
            _ => { },
            TestContext.Current.CancellationToken
        );

        output.WriteLine(SimulatedTable.Of(counts, publication));
        laws.Broken.ShouldBeEmpty();
        counts.Of(SimulatedActKind.Announced, "mastodon", Syndicator.Calls.CallKind.Event).ShouldBeGreaterThan(0);
    }
}
