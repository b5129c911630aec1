using Markdig;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Benchmarks;

/// <summary>A text to work on.</summary>
internal sealed record Sample(string File, string Text);

/// <summary>A piece of work by name, done to one text.</summary>
internal sealed record Row(string Name, Action<Sample> Work);

/// <summary>Everything that is measured. The first row is what the others are compared with.</summary>
internal static class Rows
{
    private static Publication Publication { get; } =
        ConfigurationReader.Load(Path.Combine(AppContext.BaseDirectory, "config")).Publications.Single();

    public static IReadOnlyList<Row> All { get; } = [MarkdigAlone(), Read(), ReadAndCheck(), Everything()];

    /// <summary>Markdig's parse of the same text with its plain pipeline, and nothing done with the result.</summary>
    private static Row MarkdigAlone()
    {
        var pipeline = new MarkdownPipelineBuilder().Build();
        return new("Markdig's parse alone", sample => Markdown.Parse(sample.Text, pipeline));
    }

    private static Row Read() => new("read", sample => IssueReader.Read(sample.File, sample.Text, Publication.Format));

    private static Row ReadAndCheck() => new("read, check", sample => ReadAndCheck(sample));

    private static Row Everything()
    {
        var composer = new IssueComposer(Publication, TemplateSet.Read(Publication).Templates);
        var accounts = Publication.Accounts.Select(account => (account, NetworkTextRules.For(account))).ToList();
        return new(
            "read, check, compose for three networks",
            sample =>
            {
                var digest = new IssueDigest(ReadAndCheck(sample), sample.Text, []);
                foreach (var (account, rules) in accounts)
                {
                    composer.Compose(digest, account, rules);
                }
            }
        );
    }

    private static Issue ReadAndCheck(Sample sample)
    {
        var issue = IssueReader.Read(sample.File, sample.Text, Publication.Format);
        IssueCheck.Run(issue, sample.Text, new CheckContext(new DateOnly(2026, 12, 31), []));
        return issue;
    }
}
