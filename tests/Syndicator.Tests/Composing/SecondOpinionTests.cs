using System.Diagnostics;
using System.Text.Json;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Tests.Composing;

/// <summary>
/// Every composed post of the corpus, judged by programs that are not ours: twitter-text, and Intl.Segmenter of Node. Needs Node and <c>npm ci</c> in
/// <c>tests/second-opinion</c>, which <c>tests/run</c> does where it can.
/// </summary>
public class SecondOpinionTests
{
    private static readonly string _folder = Path.Combine(Shared.Repository, "tests", "second-opinion");

    [Fact]
    public async Task Others_count_the_same_and_find_no_link_mention_or_tag_that_was_not_meant()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(_folder, "node_modules", "twitter-text")), "needs npm ci in tests/second-opinion");
        var posts = Posts(Shared.Need("corpus", "issues")).ToList();

        var verdicts = await JudgeAsync(posts, TestContext.Current.CancellationToken);

        verdicts.Count.ShouldBe(posts.Count);
        posts.Count.ShouldBeGreaterThan(1000);
        foreach (var (post, verdict) in posts.Zip(verdicts))
        {
            verdict.GetProperty("agrees").GetBoolean().ShouldBeTrue($"{verdict} about {post}");
            if (post.Network == "x")
            {
                var found = verdict
                    .GetProperty("entities")
                    .EnumerateArray()
                    .Select(entity => (entity.GetProperty("start").GetInt32(), entity.GetProperty("length").GetInt32()));
                found.ShouldBe(post.Entities.Select(entity => (entity.Start, entity.Length)), $"{post}");
            }
        }
    }

    private static IEnumerable<Judged> Posts(string folder)
    {
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            var markdown = File.ReadAllText(file);
            var issue = IssueReader.Read(file, markdown, Shipped.Publication.Format);
            foreach (var (account, _, thread) in Shipped.ComposeAll(issue, markdown))
            {
                foreach (var post in thread.Posts)
                {
                    yield return new Judged(account.Network, post.Content.Text, post.Length, post.Content.Entities);
                }
            }
        }
    }

    private static async Task<List<JsonElement>> JudgeAsync(IReadOnlyList<Judged> posts, CancellationToken cancellationToken)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", "judge.mjs")
            {
                WorkingDirectory = _folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var answer = node.StandardOutput.ReadToEndAsync(cancellationToken);
        foreach (var post in posts)
        {
            await node.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        network = post.Network,
                        text = post.Text,
                        length = post.Length,
                    }
                )
            );
        }

        node.StandardInput.Close();
        var lines = (await answer).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync(cancellationToken);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private sealed record Judged(string Network, string Text, int Length, IReadOnlyList<TextEntity> Entities);
}
