using System.Globalization;
using System.Text;

namespace Syndicator.Tests.Composing;

/// <summary>
/// The sample issue's posts, as they were last read and found good by a person. After a wanted change run with <c>UPDATE_GOLDEN=1</c> and read the difference.
/// </summary>
public class GoldenTests
{
    public static TheoryData<string> Accounts => [.. Shipped.Accounts.Select(account => account.Name)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public void The_sample_issue_makes_these_posts(string name)
    {
        var markdown = File.ReadAllText(Shipped.SampleFile);
        var issue = Syndicator.Issues.IssueReader.Read("sample.md", markdown, Shipped.Publication.Format);
        var (account, _, thread) = Shipped.ComposeAll(issue, markdown).Single(one => one.Account.Name == name);
        var text = new StringBuilder();
        foreach (var post in thread.Posts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"--- {post.Part} {post.Length}/{post.Limit} {post.Cost} {post.Content.Visibility}\n{post.Content.Text}\n"
            );
            foreach (var source in post.Sources)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {source.Line}: {source.Text}\n");
            }
        }

        var file = Path.Combine(Shared.Repository, "tests", "Syndicator.Tests", "Composing", "Golden", $"sample.{account.Name}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text.ToString());
        }

        text.ToString().ShouldBe(File.ReadAllText(file));
    }
}
