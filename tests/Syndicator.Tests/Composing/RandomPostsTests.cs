namespace Syndicator.Tests.Composing;

/// <summary>The laws on hundreds of issues that are worse than any real one.</summary>
public class RandomPostsTests
{
    private static readonly int s_issues = Seeded.Times(250);

    [Fact]
    public void Every_post_of_any_issue_obeys_the_laws()
    {
        var count = 0;
        for (var seed = 0; seed < s_issues; seed++)
        {
            try
            {
                var markdown = new RandomIssue(seed).Write();
                // Every tenth twice: that the same makes the same needs no thousands.
                count += seed % 10 == 0 ? Shipped.CheckAll($"seed-{seed}.md", markdown) : Shipped.Check($"seed-{seed}.md", markdown, out _);
            }
            catch (ShouldAssertException failure)
            {
                throw new ShouldAssertException($"seed {seed}: {failure.Message}\n{new RandomIssue(seed).Write()}", failure);
            }
        }

        count.ShouldBeGreaterThan(s_issues * 10);
    }
}
