namespace Syndicator.Tests.Composing;

/// <summary>Every issue of thirteen years, on every network, with thread and without.</summary>
public class CorpusPostsTests
{
    [Fact]
    public void Every_post_of_every_issue_obeys_the_laws()
    {
        var folder = Shared.Need("corpus", "issues");
        var count = 0;
        var failures = new List<string>();
        foreach (
            var file in Directory.GetFiles(folder).Concat(Directory.GetFiles(Shared.Need("corpus", "drafts"))).Order(StringComparer.Ordinal)
        )
        {
            try
            {
                count += Shipped.CheckAll(file, File.ReadAllText(file));
            }
            catch (ShouldAssertException failure)
            {
                failures.Add(Path.GetFileName(file) + ": " + failure.Message);
            }
        }

        failures.ShouldBeEmpty($"{failures.Count} of the corpus:\n{string.Join("\n\n", failures.Take(20))}");
        count.ShouldBeGreaterThan(1000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} posts");
    }
}
