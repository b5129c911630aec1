using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Tests.Composing;

/// <summary>The configuration the repository ships, and its sample issue.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Path.Combine(Shared.Repository, "config", "this-week-in-rust");

    public static string SampleFile { get; } = Directory.GetFiles(Path.Combine(Folder, "issues"), "*.md").Single();

    public static Publication Publication { get; } =
        ConfigurationReader.Load(Folder) is { Publications: [var only] } loaded && !loaded.HasErrors
            ? only
            : throw new InvalidOperationException("the shipped configuration has mistakes");

    public static IssueComposer Composer { get; } = new(Publication, TemplateSet.Read(Publication).Templates);

    /// <summary>Every network, with a thread and without.</summary>
    public static IEnumerable<Account> Accounts { get; } =
    [
        .. Publication.Accounts.SelectMany(account =>
            new[] { account with { Thread = true }, account with { Thread = false, Name = account.Name + "-alone" } }
        ),
    ];

    public static IEnumerable<(Account Account, TextRules Rules, PostThread Thread)> ComposeAll(Issue issue, string markdown)
    {
        var digest = new IssueDigest(issue, markdown, []);
        foreach (var account in Accounts)
        {
            var rules = NetworkTextRules.For(account);
            yield return (account, rules, Composer.Compose(digest, account, rules));
        }
    }

    /// <summary>Composes for every account and checks <see cref="PostLaws"/>; twice, for the same bytes.</summary>
    public static int CheckAll(string file, string markdown)
    {
        var count = Check(file, markdown, out var posts);
        Check(file, markdown, out var again);
        again.ShouldBe(posts);
        return count;
    }

    /// <summary>Composes for every account and checks <see cref="PostLaws"/>.</summary>
    public static int Check(string file, string markdown, out List<string> posts)
    {
        var issue = IssueReader.Read(file, markdown, Publication.Format);
        var laws = new PostLaws(issue, markdown, Publication);
        posts = [];
        foreach (var (account, rules, thread) in ComposeAll(issue, markdown))
        {
            laws.Check(thread, account, rules);
            posts.AddRange(thread.Posts.Select(post => post.Content.Text));
        }

        return posts.Count;
    }

    /// <summary>Everything the program can do with a publication, on a test's database and clock.</summary>
    /// <param name="data">Ledgers and keys go there.</param>
    public static Task<Syndication> OpenAsync(Publication publication, string data, StorageOptions storage, TimeProvider clock) =>
        Syndication.OpenAsync(
            [publication],
            data,
            Path.Combine(data, "keys"),
            storage,
            new DeliveryOptions(),
            clock,
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken
        );
}
